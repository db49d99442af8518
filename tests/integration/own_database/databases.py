"""The databases that the SQL adapters are tested on."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.own_database.schema import upgrade
from adapters.own_database.tables.columns import metadata
from adapters.sql.engine import open_engine

_URL_SETTING = "TEMU_JTL_TEST_POSTGRES_URL"
_LOCAL_POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/test"


@contextmanager
def sqlite_database(directory: Path) -> Iterator[sa.Engine]:
    """
    Open a new SQLite database of the present version.
    """
    engine = open_engine(f"sqlite:///{directory}/own.db")
    upgrade(engine)
    yield engine
    engine.dispose()


@contextmanager
def empty_postgres() -> Iterator[sa.Engine]:
    """
    Open a new, empty PostgreSQL database and drop it at the end.

    Skips when no server answers; under CI that is a failure.
    """
    url = sa.make_url(os.environ.get(_URL_SETTING) or _LOCAL_POSTGRES)
    server = sa.create_engine(
        url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3}
    )
    name = f"temu_jtl_{uuid.uuid4().hex}"
    try:
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    except (sa.exc.OperationalError, ImportError):
        server.dispose()
        reason = f"no PostgreSQL server answers; set {_URL_SETTING}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    engine = open_engine(url.set(database=name))
    try:
        yield engine
    finally:
        engine.dispose()
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        server.dispose()


def empty_tables(engine: sa.Engine) -> None:
    """
    Remove all rows.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            names = ", ".join(table.name for table in metadata.sorted_tables)
            connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY")
            return
        for table in reversed(metadata.sorted_tables):
            connection.execute(sa.delete(table))
