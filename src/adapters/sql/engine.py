"""Opening databases."""

from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPIModule
from sqlalchemy.pool import ConnectionPoolEntry

from adapters.sql import sql_server
from adapters.sql.network_drive import is_on_network_drive
from adapters.sql.transaction import SQLITE_BEGIN, note_errors
from shared_kernel.errors import RejectedError

_BUSY_TIMEOUT_S = 10
#: FULL: an intent that was committed must survive a power cut, or we might write outside twice.
_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_S * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


def open_engine(
    url: str | sa.URL,
    *,
    on_connect: Sequence[str] = (),
    where_taken: Sequence[str] = (),
    module: DBAPIModule | None = None,
) -> sa.Engine:
    """
    Return an engine for *url*; connects to nothing yet.

    A SQLite file's directory is created, for its owner only.  Values never
    show in error texts: they are personal data.

    Args:
        url: SQLAlchemy URL of a SQLite file, PostgreSQL or SQL Server.
        on_connect: Statements for each new connection (``SET LOCK_TIMEOUT 5000``).
        where_taken: More of them, which a server may refuse.
        module: The driver's module, instead of the one the URL names (SQL Server).

    Raises:
        RejectedError: The URL is none, its driver is not installed or not
            supported, or the SQLite file lies on a network drive.
    """
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as e:
        raise RejectedError("the database URL cannot be read", field="database") from e
    embedded = parsed.get_backend_name() == "sqlite"
    engine = _sqlite(parsed) if embedded else _server(parsed, module)
    if engine.dialect.name == "mssql":
        _say_on_connect(engine, sql_server.ON_CONNECT)
    _say_on_connect(engine, on_connect)
    _say_where_taken(engine, where_taken)
    note_errors(engine)
    return engine


def _sqlite(url: sa.URL) -> sa.Engine:
    if not url.database or url.database == ":memory:":
        raise RejectedError("a SQLite database needs a file", field="database")
    path = Path(url.database).absolute()
    if is_on_network_drive(path):
        raise RejectedError(
            f"SQLite cannot be trusted on a network drive: {path}; use a local disk or a server",
            field="database",
        )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = sa.create_engine(
        url,
        hide_parameters=True,
        poolclass=sa.QueuePool,
        pool_size=10,
        max_overflow=20,
        connect_args={"timeout": _BUSY_TIMEOUT_S},
    )
    sa.event.listen(engine, "do_connect", lambda *_: _create_for_owner_only(path))
    sa.event.listen(engine, "connect", _leave_transactions_to_us)
    _say_on_connect(engine, _SQLITE_PRAGMAS)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _create_for_owner_only(path: Path) -> None:
    # SQLite would make it readable for all; its -wal and -shm files follow the file's mode.
    path.touch(mode=0o600, exist_ok=True)


def _leave_transactions_to_us(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Otherwise sqlite3 begins by itself, late and deferred, and commits around DDL.
    connection.isolation_level = None


def _begin(connection: sa.Connection) -> None:
    mode = connection.get_execution_options().get(SQLITE_BEGIN, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _server(url: sa.URL, module: DBAPIModule | None) -> sa.Engine:
    options: dict[str, object] = {
        "hide_parameters": True,
        "pool_size": 10,
        "max_overflow": 20,
        "pool_pre_ping": True,
        "pool_recycle": 3600,
    }
    try:
        if url.get_backend_name() == "mssql":
            return sql_server.sql_server_engine(url, options, module)
        return sa.create_engine(url, **options)
    except ImportError as e:
        raise RejectedError(
            f"the driver for {url.drivername} is not installed: {e.name or e}", field="database"
        ) from e
    except sa.exc.NoSuchModuleError as e:
        raise RejectedError(f"{url.drivername} is no database we know", field="database") from e


def _say_on_connect(engine: sa.Engine, statements: Sequence[str]) -> None:
    if not statements:
        return

    def say(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()
        connection.commit()

    sa.event.listen(engine, "connect", say)


def _say_where_taken(engine: sa.Engine, statements: Sequence[str]) -> None:
    if not statements:
        return

    def say(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        for statement in statements:
            cursor = connection.cursor()
            try:
                cursor.execute(statement)
                connection.commit()
            except engine.dialect.loaded_dbapi.Error:
                connection.rollback()
            finally:
                cursor.close()

    sa.event.listen(engine, "connect", say)
