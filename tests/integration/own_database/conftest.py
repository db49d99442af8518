"""Databases of the present version, empty at the start of each test."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from tests.contracts.books import Books
from tests.integration.own_database.databases import (
    DATABASES,
    LOG_TABLES,
    empty_mssql,
    empty_postgres,
    empty_tables,
    log_file,
    sqlite_database,
)
from tests.integration.own_database.sql_books import sql_books
from tests.integration.sql_server.stand_in import StandIn, stand_in_engine

from adapters.own_database.schema import upgrade
from adapters.own_database.tables.columns import metadata


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """
    One SQLite database for all tests.
    """
    with sqlite_database(tmp_path_factory.mktemp("own_database")) as engine:
        yield engine


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[sa.Engine]:
    """
    One PostgreSQL database for all tests; skips where there is no server.
    """
    with empty_postgres() as engine:
        upgrade(engine)
        yield engine


@pytest.fixture(scope="session")
def mssql_engine() -> Iterator[sa.Engine]:
    """
    One SQL Server database for all tests.
    """
    with empty_mssql() as engine:
        upgrade(engine)
        yield engine


@pytest.fixture(scope="session")
def t_sql_driver(tmp_path_factory: pytest.TempPathFactory) -> StandIn:
    """
    What takes the statements meant for SQL Server where there is none.
    """
    return StandIn(tmp_path_factory.mktemp("t_sql") / "own.db")


@pytest.fixture(scope="session")
def t_sql_engine(t_sql_driver: StandIn) -> Iterator[sa.Engine]:
    """
    An engine that speaks to SQL Server, and a stand-in that listens.
    """
    engine = stand_in_engine(t_sql_driver, metadata)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_log_file(sqlite_engine: sa.Engine) -> Iterator[sa.Engine]:
    """
    The run log's file of the SQLite database.
    """
    with log_file(sqlite_engine) as engine:
        yield engine


@pytest.fixture
def log_in_its_file(sqlite_log_file: sa.Engine) -> sa.Engine:
    """
    The run log's file without any lines.
    """
    empty_tables(sqlite_log_file, LOG_TABLES)
    return sqlite_log_file


@pytest.fixture(params=DATABASES)
def log_engine(request: pytest.FixtureRequest) -> sa.Engine:
    """
    Where each of our databases keeps its run log, without any lines.
    """
    if request.param == "sqlite":
        engine = request.getfixturevalue("log_in_its_file")
        assert isinstance(engine, sa.Engine)
        return engine
    return _emptied(request, request.param)


@pytest.fixture(params=DATABASES)
def real_engine(request: pytest.FixtureRequest) -> sa.Engine:
    """
    Each of our databases in turn, without any rows.
    """
    return _emptied(request, request.param)


@pytest.fixture(params=[*DATABASES, "t_sql"])
def engine(request: pytest.FixtureRequest) -> sa.Engine:
    """
    Each of our databases in turn, and SQL Server's stand-in, without any rows.
    """
    return _emptied(request, request.param)


def _emptied(request: pytest.FixtureRequest, kind: str) -> sa.Engine:
    engine = request.getfixturevalue(f"{kind}_engine")
    assert isinstance(engine, sa.Engine)
    empty_tables(engine)
    return engine


@pytest.fixture
def books(engine: sa.Engine) -> Books:
    """
    All ports on one empty database.
    """
    return sql_books(engine)
