"""
A driver for SQL Server that has none: it reads every statement as T-SQL and lets SQLite do it.

It proves that a statement is T-SQL as far as sqlglot knows the language, that it
is none we forbid ourselves, and that it does what its port promises; it proves
nothing about locks, plans and types of a real server.  What it copies of one:
blanks at the end do not count in comparisons, texts compare without case unless a
collation is named, ``executemany`` tells no row count, and an error undoes the
whole transaction.
"""

import functools
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable
from tests.integration.sql_server.t_sql import complaints
from tests.integration.sql_server.to_sqlite import SERVER_COLLATION, to_sqlite

from adapters.clock import SystemClock
from adapters.sql.engine import open_engine
from sandbox.jtl.names import NAMES, placed

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{6})?")
#: What SQLAlchemy and we ask a new connection, and what a SQL Server 2016 answers.
_ANSWERS: tuple[tuple[str, object], ...] = (
    ("SERVERPROPERTY('ProductVersion')", "13.0.5026.0"),
    ("sys.system_views", "dm_exec_sessions"),
    ("sys.dm_exec_sessions", "READ COMMITTED"),
    ("schema_name()", "dbo"),
    ("snapshot_isolation_state", 0),
    ("'test max support'", "test max support"),
    ("fn_listextendedproperty", None),
    ("DATABASEPROPERTYEX", "Latin1_General_CI_AS"),
)
#: ``INFORMATION_SCHEMA.COLUMNS``, with the schemas of JTL's tables.
_COLUMNS = f"""
    CREATE TEMP VIEW COLUMNS AS
    SELECT CASE {" ".join(f"WHEN own.name = '{n}' THEN '{placed(n).split('.')[0]}'" for n in NAMES)}
        ELSE 'dbo' END AS TABLE_SCHEMA,
        own.name AS TABLE_NAME, info.name AS COLUMN_NAME, info.type AS DATA_TYPE
    FROM sqlite_master AS own, pragma_table_info(own.name) AS info
"""
#: SQL Server's own lists; the tables of a file have one schema.
_LISTS = (
    """CREATE TEMP VIEW tables AS SELECT own.name, own.rowid AS object_id, 1 AS schema_id
        FROM sqlite_master AS own WHERE own.type = 'table'""",
    "CREATE TEMP VIEW schemas AS SELECT 'dbo' AS name, 1 AS schema_id",
    """CREATE TEMP VIEW computed_columns AS SELECT info.name, own.rowid AS object_id
        FROM sqlite_master AS own, pragma_table_xinfo(own.name) AS info WHERE info.hidden > 1""",
)
_READING = re.compile(r"\s*(SELECT|SET|EXEC)\b", re.IGNORECASE)


class Error(Exception):
    """What pyodbc raises: the state first, then the words."""


class ProgrammingError(Error):
    pass


class OperationalError(Error):
    pass


class IntegrityError(Error):
    pass


class Cursor:
    def __init__(self, connection: "Connection") -> None:
        self.connection = connection
        self.cursor = connection.sqlite.cursor()
        self.fast_executemany = False
        self.rowcount = -1
        self.rows: list[tuple[object, ...]] = []

    @property
    def description(self) -> object:
        return self.cursor.description if not self.canned else [("answer",) + (None,) * 6]

    canned = False

    def setinputsizes(self, _sizes: object) -> None:
        """Take what is told of types."""

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> "Cursor":
        self.canned, self.rowcount = False, -1
        if "OPENJSON(N'" in sql and not self.connection.driver.has_open_json:
            raise ProgrammingError("42S02", "[42S02] Invalid object name 'OPENJSON'. (208)")
        answers = self.connection.driver.answers
        question = next((words for words in answers if words in sql), None)
        if question is not None:
            answer = answers[question]
            self.connection.driver.asked.append(question)
            self.canned, self.rows = True, [(answer() if callable(answer) else answer,)]
            return self
        self.connection.sent(sql, len(parameters))
        if sql.startswith(("SET ", "EXEC ")):
            return self
        self._run(sql, parameters)
        self.rows = [tuple(map(_out, row)) for row in self.cursor.fetchall()]
        self.rowcount = -1 if sql.startswith("SELECT") else self.connection.changed(self.cursor)
        return self

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        for row in self.connection.arriving(rows):
            self.execute(sql, row)
        self.rowcount = -1

    def _run(self, sql: str, parameters: Sequence[object]) -> None:
        values = {f"p{n}": _in(value) for n, value in enumerate(parameters, start=1)}
        try:
            if not _READING.match(sql) and not self.connection.sqlite.in_transaction:
                self.connection.sqlite.execute("BEGIN IMMEDIATE")
            self.cursor.execute(to_sqlite(sql), values)
        except sqlite3.Error as error:
            self.connection.rollback()
            raise _as_pyodbc(error) from error

    def fetchone(self) -> tuple[object, ...] | None:
        return self.rows.pop(0) if self.rows else None

    def fetchmany(self, size: int = 1) -> list[tuple[object, ...]]:
        found, self.rows = self.rows[:size], self.rows[size:]
        return found

    def fetchall(self) -> list[tuple[object, ...]]:
        found, self.rows = self.rows, []
        return found

    def nextset(self) -> bool:
        return False

    def close(self) -> None:
        self.cursor.close()


class Connection:
    def __init__(self, driver: "StandIn", path: Path) -> None:
        self.driver = driver
        self.autocommit = False
        self.sqlite = sqlite3.connect(
            path, timeout=driver.waits_s, isolation_level=None, check_same_thread=False
        )
        self.sqlite.execute("PRAGMA journal_mode = WAL")
        self.sqlite.execute("PRAGMA synchronous = OFF")
        self.sqlite.execute("PRAGMA foreign_keys = ON")
        self.sqlite.create_function("like", 3, _like, deterministic=True)
        self.sqlite.create_function("like", 2, _like, deterministic=True)
        self.sqlite.create_function("sysutcdatetime", 0, _now)
        for view in (_COLUMNS, *_LISTS):
            self.sqlite.execute(view)
        self.sqlite.create_collation(SERVER_COLLATION, _without_case)

    def cursor(self) -> Cursor:
        return Cursor(self)

    def commit(self) -> None:
        if self.sqlite.in_transaction:
            self.sqlite.execute("COMMIT")

    def rollback(self) -> None:
        if self.sqlite.in_transaction:
            self.sqlite.execute("ROLLBACK")

    def close(self) -> None:
        self.sqlite.close()

    def getinfo(self, _what: int) -> str:
        return self.driver.driver_name

    def add_output_converter(self, _kind: int, _converter: Callable[[bytes], object]) -> None:
        """Take what is told of offsets."""

    def sent(self, sql: str, parameters: int) -> None:
        wrong = complaints(sql)
        assert not wrong, f"{wrong}: {sql}"
        self.driver.statements[sql] = max(parameters, self.driver.statements.get(sql, 0))

    def arriving(self, rows: Iterable[Sequence[object]]) -> list[Sequence[object]]:
        found = list(rows)
        return found[: len(found) - self.driver.loses]

    def changed(self, cursor: sqlite3.Cursor) -> int:
        return max(0, cursor.rowcount - self.driver.loses)


class StandIn:
    """
    The module of the driver, with the switches that tests need.
    """

    apilevel, threadsafety, paramstyle, version = "2.0", 1, "qmark", "5.5.0"
    Error, ProgrammingError = Error, ProgrammingError
    OperationalError, IntegrityError = OperationalError, IntegrityError
    InterfaceError = DatabaseError = DataError = InternalError = NotSupportedError = Error
    Cursor, Binary = Cursor, bytes
    SQL_WVARCHAR = SQL_VARCHAR = SQL_DECIMAL = SQL_BIGINT = 0
    STRING = BINARY = NUMBER = DATETIME = ROWID = 0

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pooling = True
        #: Every statement that was sent, with the most parameters it had.
        self.statements: dict[str, int] = {}
        #: So many rows of every write get lost without a word.
        self.loses = 0
        self.has_open_json = True
        #: What it answers by words of the question, or who knows it.
        self.answers: dict[str, object] = dict(_ANSWERS)
        #: The words it was asked, oldest first.
        self.asked: list[str] = []
        #: How long a connection waits for a lock.
        self.waits_s = 10
        #: What the driver calls itself.
        self.driver_name = "libmsodbcsql-18.3.so.2.1"

    def connect(self, *_: object, **__: object) -> Connection:
        try:
            return Connection(self, self.path)
        except sqlite3.OperationalError as error:
            raise OperationalError("08001", f"[08001] no server: {error}") from error


def stand_in_engine(driver: StandIn, metadata: sa.MetaData | None = None) -> sa.Engine:
    """
    Open our engine for SQL Server over *driver*, with the tables of *metadata*.
    """
    engine = open_engine("mssql+pyodbc://sa:secret@server.invalid/temu_jtl", module=driver)  # type: ignore[arg-type]  # as much of a module as is needed
    if metadata is not None:
        with engine.begin() as connection:
            for table in metadata.sorted_tables:
                connection.execute(CreateTable(table))
                for index in table.indexes:
                    connection.execute(CreateIndex(index))
    return engine


def _like(pattern: str | None, text: str | None, escape: str = "") -> bool | None:
    """
    Compare as T-SQL's LIKE does, where a bracket begins a set of letters.
    """
    if pattern is None or text is None:
        return None
    return _as_regex(pattern, escape).fullmatch(text) is not None


@functools.lru_cache(maxsize=256)
def _as_regex(pattern: str, escape: str) -> re.Pattern[str]:
    quoted = re.escape(escape)
    letters = rf"{quoted}(.)|" if escape else ""
    parts = re.compile(rf"{letters}(\[[^\]]*\])|(%)|(_)|(.)", re.DOTALL)
    found = []
    for part in parts.finditer(pattern):
        literal, group, many, one, other = part.groups() if escape else ("", *part.groups())
        plain = re.escape(literal or other or "")
        found.append(group or (".*" if many else "." if one else plain))
    return re.compile("".join(found), re.DOTALL)


def _without_case(left: str, right: str) -> int:
    one, other = left.casefold().rstrip(" "), right.casefold().rstrip(" ")
    return (one > other) - (one < other)


def _now() -> str:
    moment: str = _in(SystemClock().now().replace(tzinfo=None))
    return moment


def _in(value: Any) -> Any:
    if isinstance(value, datetime):
        assert value.tzinfo is None, "a datetime2 has no zone"
        return value.isoformat(" ", timespec="microseconds")
    return str(value) if isinstance(value, Decimal) else value


def _out(value: Any) -> Any:
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return datetime.fromisoformat(value)
    return value


def _as_pyodbc(error: sqlite3.Error) -> Error:
    words = str(error)
    if "UNIQUE" in words:
        text = "Violation of PRIMARY KEY constraint. Cannot insert duplicate key in object. (2627)"
        return IntegrityError("23000", f"[23000] {text}")
    if isinstance(error, sqlite3.IntegrityError):
        return IntegrityError("23000", f"[23000] {words} (547)")
    if "locked" in words:
        return ProgrammingError("42000", "[42000] Lock request time out period exceeded. (1222)")
    return ProgrammingError("42000", f"[42000] {words}")
