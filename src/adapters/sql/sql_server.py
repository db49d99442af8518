"""Opening SQL Server, through Microsoft's drivers only."""

import importlib
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPIModule
from sqlalchemy.pool import ConnectionPoolEntry

from shared_kernel.errors import RejectedError

#: Said on each new connection: a failed statement undoes the whole transaction, waits for locks
#: end, and errors are told in the language we know them in.
ON_CONNECT = ("SET XACT_ABORT ON", "SET LOCK_TIMEOUT 30000", "SET LANGUAGE us_english")
#: Key of a connection's ``info``: whether readers may see one moment.
ONE_MOMENT = "snapshot_isolation"

_DRIVER = "ODBC Driver 18 for SQL Server"
_DRIVERS = frozenset({"mssql", "mssql+pyodbc", "mssql+mssqlpython"})
#: Known to FreeTDS's own library, to Debian's name for it, and to what is built on it.
_FREETDS_WORDS = ("freetds", "tdsodbc", "libtds")
#: Where one stands matters for the names without a database only, and there are none.
_ANY_DATABASE = "master"
_ALLOWS_SNAPSHOTS = "SELECT snapshot_isolation_state FROM sys.databases WHERE name = DB_NAME()"


def sql_server_engine(
    url: sa.URL, options: Mapping[str, object], module: DBAPIModule | None = None
) -> sa.Engine:
    """
    Return an engine for *url*; connects to nothing yet.

    Args:
        url: With Microsoft's driver or none named: then it is ODBC Driver 18.
        options: Of ``create_engine``.
        module: The driver's module, instead of the one the URL names.

    Raises:
        RejectedError: The URL names another driver.
        ImportError: The driver is not installed.
    """
    _refuse_other_drivers(url)
    given: dict[str, object] = dict(options)
    if url.get_driver_name() == "pyodbc":
        driver = module if module is not None else importlib.import_module("pyodbc")
        # ODBC's own pool would keep connections that we gave up.
        vars(driver)["pooling"] = False
        given["fast_executemany"] = True
    if module is not None:
        given["module"] = module
    engine = sa.create_engine(_with_defaults(url), **given)
    if url.get_driver_name() == "pyodbc":
        # Before anything else is said: the first words may be the ones it crashes on.
        sa.event.listen(engine, "first_connect", _refuse_freetds, insert=True)
    sa.event.listen(engine, "connect", _learn_about_snapshots)
    return engine


def free_tds_refused() -> RejectedError:
    """
    Return what a person is told who wants to use FreeTDS.
    """
    return RejectedError(
        "FreeTDS is not supported for SQL Server: it fails when many rows are written; install"
        f' Microsoft\'s "{_DRIVER}" and name it in the address'
        " (mssql+pyodbc://user:password@server/database?driver=ODBC+Driver+18+for+SQL+Server),"
        " or use mssql+mssqlpython://user:password@server/database, which brings its own driver",
        field="database",
    )


def _refuse_other_drivers(url: sa.URL) -> None:
    words = " ".join(_words(url.query, "driver", "odbc_connect", "dsn")).casefold()
    if url.get_driver_name() == "pymssql" or any(word in words for word in _FREETDS_WORDS):
        raise free_tds_refused()
    if url.drivername not in _DRIVERS:
        raise RejectedError(
            f"{url.drivername} is not supported; use mssql+pyodbc or mssql+mssqlpython",
            field="database",
        )


def _words(query: Mapping[str, str | Sequence[str]], *names: str) -> list[str]:
    found = (query.get(name, "") for name in names)
    return [value if isinstance(value, str) else " ".join(value) for value in found]


def _with_defaults(url: sa.URL) -> sa.URL:
    """
    Name driver and database: without a database pyodbc's host would be a data source's name.
    """
    if not url.host or {"odbc_connect", "dsn"} & url.query.keys():
        return url
    if not url.database:
        url = url.set(database=_ANY_DATABASE)
    if url.get_driver_name() == "pyodbc" and "driver" not in url.query:
        url = url.update_query_dict({"driver": _DRIVER})
    return url


def _refuse_freetds(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """
    Ask the driver its name: a data source does not tell it in the URL.
    """
    pyodbc_name = 6  # SQL_DRIVER_NAME of ODBC
    name = str(connection.getinfo(pyodbc_name)).casefold()
    if "tds" in name:
        raise free_tds_refused()


def _learn_about_snapshots(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(_ALLOWS_SNAPSHOTS)
    row = cursor.fetchone()
    cursor.close()
    connection.rollback()
    entry.info[ONE_MOMENT] = bool(row and row[0] == 1)
