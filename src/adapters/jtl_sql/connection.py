"""The connection to JTL's database, which gives way to the ERP."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeAlias, TypeVar

import attrs
import sqlalchemy as sa
from attrs import validators

from adapters.jtl_sql import wanted
from adapters.jtl_sql.tables import SCHEMAS
from adapters.sql.engine import open_engine
from adapters.sql.errors import translated
from adapters.sql.open_json import has_open_json
from adapters.sql.transaction import SQLITE_BEGIN
from shared_kernel.errors import UnavailableError

SYSTEM = "JTL-Wawi"

#: Said to SQL Server on each new connection.
ON_CONNECT = ("SET TRANSACTION ISOLATION LEVEL READ COMMITTED",)
#: The same, where the server takes it: we give way to the ERP.
WHERE_TAKEN = ("SET LOCK_TIMEOUT 5000", "SET DEADLOCK_PRIORITY LOW")

_COLLATION = "SELECT CONVERT(nvarchar(128), DATABASEPROPERTYEX(?, 'Collation'))"

#: Asked in JTL's database, wherever we stand: both functions speak of the one they are asked in.
LOWEST_ACTIVE = (
    "EXEC [{catalog}].sys.sp_executesql"
    " N'SELECT CASE WHEN DB_NAME() = @place THEN CONVERT(bigint, MIN_ACTIVE_ROWVERSION()) END',"
    " N'@place nvarchar(128)', @place = ?"
)

Row: TypeAlias = sa.Row[*tuple[Any, ...]]
Rows: TypeAlias = list[Row]
#: Builds a reading statement from a table ``value`` of what is looked for.
Reading: TypeAlias = Callable[[sa.FromClause], sa.Select[Any]]
Query: TypeAlias = sa.Select[Any] | sa.CompoundSelect[Any]


T = TypeVar("T", str, int)
T_contra = TypeVar("T_contra", str, int, contravariant=True)


class AsTable(Protocol[T_contra]):
    """
    Makes a table ``value`` of values.
    """

    def __call__(self, server: wanted.Server, values: Sequence[T_contra]) -> sa.FromClause: ...


@attrs.frozen
class JtlDatabase:
    """
    JTL's database behind *engine*; no transaction in it outlives one statement.

    Args:
        engine: Of SQL Server, told ``ON_CONNECT``; or of a SQLite file with the
            same tables.
        catalog: The database's name on the server; SQLite has none.  *engine*
            may stand in another one, whose compatibility level then decides.
    """

    engine: sa.Engine
    catalog: str = attrs.field(
        default="eazybusiness", validator=validators.matches_re(r"[^\[\]]{1,128}")
    )
    _engine: sa.Engine = attrs.field(init=False, repr=False, eq=False)
    #: What the server is like, once it was asked.
    _asked: list[wanted.Server] = attrs.field(factory=list, init=False, repr=False, eq=False)

    @_engine.default
    def _in_catalog(self) -> sa.Engine:
        server = self.engine.dialect.name == "mssql"
        places = {schema: f"[{self.catalog}].[{schema}]" if server else None for schema in SCHEMAS}
        return self.engine.execution_options(schema_translate_map=places)

    def rows(self, statement: Query) -> Rows:
        """
        Return the rows of *statement*.

        Raises:
            UnavailableError: JTL did not answer, or does not let us read.
        """
        with served(), self._engine.connect() as connection:
            # All at once: fetching row by row costs more than the rows themselves.
            return list(connection.execute(statement).all())

    def rows_for_texts(self, values: Collection[str], reading: Reading) -> Rows:
        """
        Return the rows of *reading* for all *values*, in as many statements as needed.

        Raises:
            UnavailableError: JTL did not answer, or does not let us read.
        """
        return self._rows(sorted(set(values)), wanted.texts, reading)

    def rows_for_keys(self, values: Collection[int], reading: Reading) -> Rows:
        """
        Return the rows of *reading* for all *values*, in as many statements as needed.

        Raises:
            UnavailableError: JTL did not answer, or does not let us read.
        """
        return self._rows(sorted(set(values)), wanted.keys, reading)

    def lowest_active_version(self) -> int | None:
        """
        Return the version below which all is committed; None: the server does not say.

        Raises:
            UnavailableError: JTL did not answer, or does not know the question.
        """
        if self.engine.dialect.name != "mssql":
            return None
        question = LOWEST_ACTIVE.format(catalog=self.catalog)
        with served(), self._engine.connect() as connection:
            found = connection.exec_driver_sql(question, (self.catalog,)).scalar()
        return None if found is None else int(found)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """
        Open a connection for one write; the caller commits and answers for its errors.

        Raises:
            UnavailableError: There was no connection; nothing was sent.
        """
        with served():
            connection = self._engine.execution_options(**{SQLITE_BEGIN: "IMMEDIATE"}).connect()
        try:
            yield connection
        finally:
            connection.close()

    def server(self) -> wanted.Server:
        """
        Return what the server is like; it is asked once.

        Raises:
            UnavailableError: JTL did not answer, or there is no such database.
        """
        if not self._asked:
            dialect = self.engine.dialect.name
            found = wanted.Server(dialect=dialect) if dialect != "mssql" else self._sql_server()
            self._asked.append(found)
        return self._asked[0]

    def _sql_server(self) -> wanted.Server:
        with served(), self._engine.connect() as connection:
            json = has_open_json(connection)
            collation = connection.exec_driver_sql(_COLLATION, (self.catalog,)).scalar()
        if collation is None:
            raise UnavailableError(
                f"{SYSTEM}'s database {self.catalog} is not there, or we may not see it;"
                " its name is the setting erp.database"
            )
        return wanted.Server(dialect="mssql", json=json, collation=_safe(str(collation)))

    def _rows(self, values: list[T], as_table: AsTable[T], reading: Reading) -> Rows:
        rows: Rows = []
        if not values:
            return rows
        server = self.server()
        size = wanted.PER_STATEMENT if server.json else wanted.PER_STATEMENT_WITHOUT_JSON
        for start in range(0, len(values), size):
            rows.extend(self.rows(reading(as_table(server, values[start : start + size]))))
        return rows


def _safe(collation: str) -> str:
    # It becomes part of a statement.
    if not re.fullmatch(r"[A-Za-z0-9_]{1,128}", collation):
        raise UnavailableError(f"{SYSTEM}'s database has a collation without a name")
    return collation


def open_jtl(url: str | sa.URL, catalog: str = "eazybusiness") -> JtlDatabase:
    """
    Return JTL's database at *url*; connects to nothing yet.

    Raises:
        RejectedError: The URL is none, or its driver is not installed.
    """
    if not str(url).startswith("mssql"):
        return JtlDatabase(open_engine(url), catalog)
    engine = open_engine(url, on_connect=ON_CONNECT, where_taken=WHERE_TAKEN)
    return JtlDatabase(engine, catalog)


@contextmanager
def served() -> Iterator[None]:
    """
    Raise UnavailableError whenever JTL did not do what was asked.
    """
    try:
        with translated(SYSTEM):
            yield
    except sa.exc.DBAPIError as e:
        # Missing rights and missing tables among them: nothing is known, nothing was changed.
        reason = str(e.orig).splitlines()[0] if str(e.orig) else type(e.orig).__name__
        raise UnavailableError(f"{SYSTEM} refused: {reason}") from e
