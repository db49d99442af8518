"""
JTL's database on a real SQL Server, made there before by ``python -m sandbox jtl-script``.

Microsoft's pyodbc or mssql-python must be installed; the address is SQLAlchemy's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any

import attrs
import sqlalchemy as sa

from sandbox.jtl.database import Database, Row, Value
from sandbox.jtl.names import NAMES, placed, with_schemas
from sandbox.jtl.schema_worker import INBOX

_WORKERS_TABLES = (
    "CREATE TABLE sandbox_mark (writing int NOT NULL)",
    "INSERT INTO sandbox_mark (writing) VALUES (0)",
    "CREATE TABLE sandbox_counters (name nvarchar(100) PRIMARY KEY, value int NOT NULL)",
    """CREATE TABLE sandbox_agenda (
        id int IDENTITY(1,1) PRIMARY KEY, due float(53) NOT NULL, kind nvarchar(20) NOT NULL,
        order_key int NULL, payload nvarchar(max) NOT NULL)""",
    "CREATE INDEX sandbox_agenda_order ON sandbox_agenda (order_key)",
    "CREATE TABLE sandbox_booked (order_key int PRIMARY KEY, at float(53) NOT NULL)",
    "CREATE INDEX sandbox_agenda_due ON sandbox_agenda (due, id)",
    "CREATE TABLE sandbox_inbox (row_id int PRIMARY KEY, open_orders int NOT NULL)",
    """CREATE TABLE sandbox_files (
        name nvarchar(250), digest nvarchar(64), PRIMARY KEY (name, digest))""",
    "CREATE TABLE sandbox_stories ([external] nvarchar(100) PRIMARY KEY, story nvarchar(max))",
    "CREATE TABLE sandbox_documents ([external] nvarchar(100) PRIMARY KEY, times int NOT NULL)",
    """CREATE TABLE sandbox_refused (
        id int IDENTITY(1,1) PRIMARY KEY, number nvarchar(100), why nvarchar(max))""",
    """CREATE TABLE sandbox_foreign_writes (
        table_name nvarchar(100), verb nvarchar(10), times int NOT NULL,
        PRIMARY KEY (table_name, verb))""",
)


@attrs.frozen
class NamedRow:
    """
    A row, by place and by name.
    """

    names: tuple[str, ...]
    values: tuple[object, ...]

    def __getitem__(self, key: int | str) -> Any:
        return self.values[key if isinstance(key, int) else self.names.index(key)]

    def keys(self) -> tuple[str, ...]:
        """
        Return the names, in their order.
        """
        return self.names


@attrs.frozen
class SqlServerDatabase(Database):
    """
    One connection to the server; others may read it and fill the inbox meanwhile.
    """

    #: Of the driver; its transactions begin by themselves.
    connection: Any

    @classmethod
    def open(cls, url: str) -> "SqlServerDatabase":
        """
        Connect to the database that the address names.

        Raises:
            ValueError: It is no address of a SQL Server's database.
        """
        parsed = sa.make_url(url)
        if parsed.get_backend_name() != "mssql" or not parsed.database:
            raise ValueError("expected mssql+pyodbc://user:password@server/database?driver=…")
        dialect = parsed.get_dialect()
        told, options = dialect().create_connect_args(parsed)
        driver: Any = dialect.import_dbapi()
        database = cls(driver.connect(*told, **options))
        for statement in ("SET XACT_ABORT ON", "SET LANGUAGE us_english"):
            database.run(statement)
        database.connection.commit()
        return database

    @contextmanager
    def writing(self) -> Iterator[None]:
        """
        Run the block as one transaction of the ERP itself, or not at all.
        """
        self.connection.rollback()
        try:
            if not self.has_schema():
                self._create_workers_tables()
            self.run("UPDATE sandbox_mark SET writing = 1")
            yield
            self.run("UPDATE sandbox_mark SET writing = 0")
            self.connection.commit()
        except BaseException:
            self.connection.rollback()
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """
        Run the block in one transaction; the worker is the only one who books.
        """
        self.connection.rollback()
        try:
            yield
        finally:
            self.connection.rollback()

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """
        Return all rows of a query.
        """
        cursor = self._execute(sql, values)
        names = tuple(column[0] for column in cursor.description)
        found = [NamedRow(names, tuple(map(_plain, row))) for row in cursor.fetchall()]
        cursor.close()
        return found

    def one(self, sql: str, *values: Value) -> Row | None:
        """
        Return the first row of a query.
        """
        return next(iter(self.rows(sql, *values)), None)

    def count(self, sql: str, *values: Value) -> int:
        """
        Return the single whole number a query answers; 0 when it answers nothing.
        """
        row = self.one(sql, *values)
        return int(row[0]) if row is not None and row[0] is not None else 0

    def run(self, sql: str, *values: Value) -> int:
        """
        Execute one statement; return how many rows it touched.
        """
        cursor = self._execute(sql, values)
        touched = int(cursor.rowcount)
        cursor.close()
        return touched

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """
        Execute one statement for each of *rows*.
        """
        for row in rows:
            self.run(sql, *row)

    def insert(self, table: str, row: Mapping[str, Value]) -> int:
        """
        Add one row and return its key; 0 where the server counts none.
        """
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self.run(f"INSERT INTO {table} ({columns}) VALUES ({marks})", *row.values())
        return self.count("SELECT CAST(@@IDENTITY AS int)")

    def has_schema(self) -> bool:
        """
        Tell whether the worker's tables were created before.
        """
        return self.count("SELECT count(*) FROM sys.tables WHERE name = 'sandbox_mark'") > 0

    def close(self) -> None:
        """
        Let go of the server.
        """
        self.connection.close()

    def _create_workers_tables(self) -> None:
        for statement in _WORKERS_TABLES:
            self.connection.cursor().execute(statement)
        for table in sorted(name for name in NAMES if name.startswith("t")):
            for trigger in watch_triggers(table):
                self.connection.cursor().execute(trigger)

    def _execute(self, sql: str, values: Sequence[Value]) -> Any:
        cursor = self.connection.cursor()
        cursor.execute(in_t_sql(sql), tuple(values))
        return cursor


def in_t_sql(sql: str) -> str:
    """
    Return a statement of the sandbox as a SQL Server reads it.
    """
    text = re.sub(r"\bexternal\b", "[external]", with_schemas(sql))
    return re.sub(r"\bLIMIT (\?|\d+)", r"OFFSET 0 ROWS FETCH NEXT \1 ROWS ONLY", text)


def watch_triggers(table: str) -> tuple[str, ...]:
    """
    Return the triggers that note that somebody else wrote to *table*, once per statement.
    """
    verbs = ("UPDATE", "DELETE") if table == INBOX else ("INSERT", "UPDATE", "DELETE")
    place = placed(table)
    schema = place.split(".")[0]
    return tuple(
        f"""CREATE TRIGGER {schema}.sandbox_watch_{verb.lower()}_{table} ON {place} AFTER {verb} AS
            BEGIN
                SET NOCOUNT ON;
                IF (SELECT writing FROM dbo.sandbox_mark) = 1 RETURN;
                IF NOT EXISTS (SELECT 1 AS a FROM inserted UNION ALL SELECT 1 FROM deleted) RETURN;
                UPDATE dbo.sandbox_foreign_writes SET times = times + 1
                    WHERE table_name = '{table}' AND verb = '{verb}';
                IF @@ROWCOUNT = 0
                    INSERT INTO dbo.sandbox_foreign_writes (table_name, verb, times)
                    VALUES ('{table}', '{verb}', 1);
            END"""
        for verb in verbs
    )


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value
