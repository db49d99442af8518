"""Databases of the present version, empty at the start of each test."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from tests.contracts.books import Books
from tests.integration.own_database.databases import (
    empty_postgres,
    empty_tables,
    sqlite_database,
)
from tests.integration.own_database.sql_books import sql_books

from adapters.own_database.schema import upgrade


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


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> sa.Engine:
    """
    Each of our databases in turn, without any rows.
    """
    engine = request.getfixturevalue(f"{request.param}_engine")
    assert isinstance(engine, sa.Engine)
    empty_tables(engine)
    return engine


@pytest.fixture
def books(engine: sa.Engine) -> Books:
    """
    All ports on one empty database.
    """
    return sql_books(engine)
