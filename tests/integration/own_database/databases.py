"""The databases that the SQL adapters are tested on."""

import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.own_database.log_file import log_url
from adapters.own_database.schema import LOG, upgrade
from adapters.own_database.tables.columns import metadata
from adapters.own_database.tables.runs import log_position, scheduler_logs
from adapters.sql.engine import open_engine

#: What a log's own file holds.
LOG_TABLES = (log_position, scheduler_logs)
_URL_SETTING = "TEMU_JTL_TEST_POSTGRES_URL"
MSSQL_SETTING = "TEMU_JTL_TEST_MSSQL_URL"
#: The kinds of database there are tests for; SQL Server is one when a server is named.
DATABASES = ("sqlite", "postgres", *(["mssql"] if os.environ.get(MSSQL_SETTING) else []))
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
def log_file(books: sa.Engine) -> Iterator[sa.Engine]:
    """
    Open the run log's file of a SQLite database, new or not, in its present version.
    """
    engine = open_engine(log_url(books.url.render_as_string(hide_password=False)))
    upgrade(engine, LOG)
    yield engine
    engine.dispose()


@contextmanager
def empty_database(kind: str, directory: Path) -> Iterator[sa.Engine]:
    """
    Open a new, empty database of one of :data:`DATABASES`; SQLite's lies in *directory*.
    """
    if kind == "postgres":
        with empty_postgres() as engine:
            yield engine
    elif kind == "mssql":
        with empty_mssql() as engine:
            yield engine
    else:
        engine = open_engine(f"sqlite:///{directory}/own.db")
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


@contextmanager
def empty_mssql() -> Iterator[sa.Engine]:
    """
    Open a new, empty database on the SQL Server that is named, and drop it at the end.

    What is named must answer.
    """
    named = os.environ[MSSQL_SETTING]
    server = open_engine(named).execution_options(isolation_level="AUTOCOMMIT")
    name = f"temu_jtl_{uuid.uuid4().hex}"
    with server.connect() as connection:
        # The usual collation of a German server: case does not count in it.
        connection.exec_driver_sql(f"CREATE DATABASE {name} COLLATE Latin1_General_CI_AS")
    engine = open_engine(sa.make_url(named).set(database=name))
    try:
        yield engine
    finally:
        engine.dispose()
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name}")
        server.dispose()


def empty_tables(engine: sa.Engine, tables: Sequence[sa.Table] = metadata.sorted_tables) -> None:
    """
    Remove all rows.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            names = ", ".join(table.name for table in tables)
            connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY")
            return
        for table in reversed(tables):
            connection.execute(sa.delete(table))
