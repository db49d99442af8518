"""Databases on servers, made for a measurement and dropped after it."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from benchmarks.measurement import NotHereError
from benchmarks.slow_wire import slow_wire

POSTGRESQL_SETTING = "TEMU_JTL_TEST_POSTGRES_URL"
SQL_SERVER_SETTING = "TEMU_JTL_TEST_MSSQL_URL"
_LOCAL_POSTGRESQL = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"


@contextmanager
def postgresql_database() -> Iterator[sa.URL]:
    """
    Give the URL of a new, empty database.

    Raises:
        NotHereError: No server answers.
    """
    given = os.environ.get(POSTGRESQL_SETTING) or _LOCAL_POSTGRESQL
    with _database(sa.make_url(given), {"connect_timeout": 3}, POSTGRESQL_SETTING) as url:
        yield url


@contextmanager
def sql_server_database() -> Iterator[sa.URL]:
    """
    Give the URL of a new, empty database.

    Raises:
        NotHereError: No server was named, or it does not answer.
    """
    given = os.environ.get(SQL_SERVER_SETTING)
    if not given:
        raise NotHereError(f"no SQL Server is given; set {SQL_SERVER_SETTING}")
    with _database(sa.make_url(given), {}, SQL_SERVER_SETTING) as url:
        yield url


@contextmanager
def wired(url: sa.URL, round_trip_ms: float) -> Iterator[sa.URL]:
    """
    Give the URL by which the same database is so much further away; 0 leaves it where it is.
    """
    if not round_trip_ms:
        yield url
        return
    standard = {"postgresql": 5432, "mssql": 1433}[url.get_backend_name()]
    host, port = url.host or "127.0.0.1", url.port or standard
    with slow_wire(host, port, round_trip_ms) as near:
        yield url.set(host="127.0.0.1", port=near)


@contextmanager
def _database(server_url: sa.URL, arguments: dict[str, int], setting: str) -> Iterator[sa.URL]:
    name = f"temu_jtl_bench_{uuid.uuid4().hex[:12]}"
    try:
        server = sa.create_engine(server_url, isolation_level="AUTOCOMMIT", connect_args=arguments)
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    except (sa.exc.DBAPIError, ImportError) as error:
        raise NotHereError(f"the server does not answer; set {setting}") from error
    try:
        yield server_url.set(database=name)
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(_drop(server.dialect.name, name))
        server.dispose()


def _drop(server: str, name: str) -> str:
    # Whoever was cut off over a slow wire may still be counted as connected.
    return f"DROP DATABASE {name}" + (" WITH (FORCE)" if server == "postgresql" else "")
