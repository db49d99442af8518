"""Transactions: one for reading, one for writing."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from adapters.sql.engine import SQLITE_BEGIN
from adapters.sql.errors import translated

OUR_DATABASE = "our database"


@contextmanager
def reading(engine: sa.Engine, system: str = OUR_DATABASE) -> Iterator[sa.Connection]:
    """
    Open a connection whose statements all see the same moment (PostgreSQL, SQLite).

    Raises:
        UnavailableError: The database did not serve us.
    """
    with translated(system), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: sa.Engine, system: str = OUR_DATABASE) -> Iterator[sa.Connection]:
    """
    Open a transaction; commit at the end, roll back on any error.

    SQLite takes its one write lock at once, so a reader never has to become a
    writer half-way and fail.

    Raises:
        UnavailableError: The database did not serve us; nothing was stored.
    """
    immediate = engine.execution_options(**{SQLITE_BEGIN: "IMMEDIATE"})
    with translated(system), immediate.begin() as connection:
        yield connection
