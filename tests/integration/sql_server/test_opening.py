"""SQL Server is opened through Microsoft's drivers, and through no other."""

import importlib
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.mssql import mssqlpython, pyodbc
from tests.integration.sql_server.stand_in import Cursor, StandIn, stand_in_engine

from adapters.sql.engine import open_engine
from adapters.sql.sql_server import ON_CONNECT
from adapters.sql.transaction import writing
from shared_kernel.errors import RejectedError, UnavailableError

SERVER = "mssql+pyodbc://merchant:secret@server.example"
#: SQLAlchemy's own dialects, asked what they would hand to the driver.
DIALECTS = {
    "pyodbc": pyodbc.dialect(),  # type: ignore[no-untyped-call]  # untyped there
    "mssqlpython": mssqlpython.dialect(),  # type: ignore[no-untyped-call]  # untyped there
}


@pytest.fixture
def driver(tmp_path: Path) -> StandIn:
    return StandIn(tmp_path / "own.db")


def connection_string(url: sa.URL) -> str:
    (text,), _ = DIALECTS[url.get_driver_name()].create_connect_args(url)
    return str(text)


@pytest.mark.parametrize(
    "url",
    [
        f"{SERVER}/temu_jtl?driver=FreeTDS",
        f"{SERVER}/temu_jtl?driver=freetds+1.3",
        f"{SERVER}/temu_jtl?driver=/usr/lib/x86_64-linux-gnu/odbc/libtdsodbc.so",
        "mssql+pyodbc:///?odbc_connect=DRIVER%3DFreeTDS%3BServer%3Dserver.example",
        "mssql+pyodbc://merchant:secret@/?dsn=freetds-jtl",
        "mssql+pymssql://merchant:secret@server.example/temu_jtl",
    ],
)
def test_freetds_is_refused_by_its_name(url: str) -> None:
    with pytest.raises(RejectedError, match="ODBC Driver 18 for SQL Server") as caught:
        open_engine(url)

    assert "FreeTDS is not supported" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_freetds_is_refused_behind_a_data_source(driver: StandIn) -> None:
    """
    A data source's name says nothing; the driver tells its own when it is asked.
    """
    driver.driver_name = "libtdsodbc.so"
    engine = stand_in_engine(driver)

    for _ in range(2):
        with pytest.raises(RejectedError, match="FreeTDS is not supported"), engine.connect():
            pass

    assert driver.statements == {}


@pytest.mark.parametrize("url", ["mssql+aioodbc://server.example/x", "mssql+adodbapi://x/y"])
def test_other_drivers_are_refused(url: str) -> None:
    with pytest.raises(RejectedError, match="use mssql\\+pyodbc or mssql\\+mssqlpython"):
        open_engine(url)


def _missing_driver() -> str | None:
    for name, module in (("pyodbc", "pyodbc"), ("mssqlpython", "mssql_python")):
        try:
            importlib.import_module(module)
        except ImportError:
            return name
    return None


def test_a_driver_that_is_not_installed_is_named() -> None:
    missing = _missing_driver()
    if missing is None:
        pytest.skip("both drivers are installed")

    with pytest.raises(RejectedError, match=f"the driver for mssql\\+{missing} is not installed"):
        open_engine(f"mssql+{missing}://merchant:secret@server.example/temu_jtl")


def test_driver_and_database_are_named_when_the_address_does_not(driver: StandIn) -> None:
    """
    Otherwise pyodbc takes the server's name for a data source's.
    """
    engine = open_engine(f"{SERVER}:1444/", module=driver)  # type: ignore[arg-type]  # a fake

    told = connection_string(engine.url)

    assert "DRIVER={ODBC Driver 18 for SQL Server}" in told
    assert "Server=server.example,1444" in told
    assert "Database=master" in told


def test_what_the_address_says_is_kept(driver: StandIn) -> None:
    url = f"{SERVER}/temu_jtl?driver=ODBC+Driver+17+for+SQL+Server&TrustServerCertificate=yes"
    engine = open_engine(url, module=driver)  # type: ignore[arg-type]  # a fake

    told = connection_string(engine.url)

    assert "DRIVER={ODBC Driver 17 for SQL Server}" in told
    assert "Database=temu_jtl" in told
    assert "TrustServerCertificate=yes" in told


def test_microsofts_own_driver_needs_no_odbc_driver() -> None:
    pytest.importorskip("mssql_python", reason="mssql-python is not installed")
    engine = open_engine("mssql+mssqlpython://merchant:secret@server.example/?Encrypt=no")

    told = connection_string(engine.url)

    assert told == "Server=server.example;Database=master;UID=merchant;PWD=secret;Encrypt=no"
    assert engine.dialect.driver == "mssqlpython"


def test_the_pool_is_ours_alone(driver: StandIn) -> None:
    """
    ODBC's own would keep connections that ours gave up.
    """
    engine = stand_in_engine(driver)

    pool = engine.pool
    assert isinstance(pool, sa.QueuePool)
    assert (pool.size(), pool._max_overflow, pool._recycle) == (10, 20, 3600)
    assert pool._pre_ping
    assert driver.pooling is False


def test_many_rows_are_sent_at_once(driver: StandIn) -> None:
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))
    engine = stand_in_engine(driver, table.metadata)
    seen: list[bool] = []

    @sa.event.listens_for(engine, "after_cursor_execute")
    def note(_c: object, cursor: Cursor, _s: str, _p: object, _x: object, many: bool) -> None:
        seen.append(many and cursor.fast_executemany)

    with engine.begin() as connection:
        connection.execute(sa.insert(table), [{"a": 1}, {"a": 2}])

    assert seen == [True]


def test_each_connection_is_told_how_to_behave(driver: StandIn) -> None:
    with stand_in_engine(driver).connect():
        pass

    assert set(ON_CONNECT) <= set(driver.statements)


def test_a_server_that_knows_a_wish_not_is_used_all_the_same(driver: StandIn) -> None:
    engine = open_engine(
        f"{SERVER}/temu_jtl",
        where_taken=("SELECT no_such_column FROM nowhere",),
        module=driver,  # type: ignore[arg-type]  # a fake
    )

    with engine.connect() as connection:
        assert connection.execute(sa.select(sa.literal(1))).scalar_one() == 1


def test_a_lock_that_is_not_given_is_no_bug(driver: StandIn) -> None:
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))
    engine = stand_in_engine(driver, table.metadata)
    driver.waits_s = 0
    with engine.begin() as first:
        first.execute(sa.insert(table), {"a": 1})

        with pytest.raises(UnavailableError, match="Lock request"):
            _write(engine, table)


def _write(engine: sa.Engine, table: sa.Table) -> None:
    with writing(engine) as connection:
        connection.execute(sa.insert(table), {"a": 2})
