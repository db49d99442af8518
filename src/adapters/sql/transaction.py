"""Transactions: one for reading, one for writing."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from adapters.sql.errors import translated
from adapters.sql.sql_server import ONE_MOMENT

#: Execution option: how SQLite opens a transaction.
SQLITE_BEGIN = "sqlite_begin"
OUR_DATABASE = "our database"

_FAILED = "failed_in_this_transaction"


class ContinuedAfterErrorError(ValueError):
    """
    A transaction went on after the database had refused one of its statements.
    """

    def __init__(self) -> None:
        super().__init__(
            "a statement of this transaction failed and it went on; all of it was undone"
        )


@contextmanager
def reading(engine: sa.Engine, system: str = OUR_DATABASE) -> Iterator[sa.Connection]:
    """
    Open a connection whose statements all see the same moment.

    On a SQL Server whose database does not allow snapshots each statement sees
    its own moment; who changes what was read looks at its version again.

    Raises:
        UnavailableError: The database did not serve us.
    """
    with translated(system), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        elif connection.info.get(ONE_MOMENT):
            connection.execution_options(isolation_level="SNAPSHOT")
        yield connection


@contextmanager
def writing(engine: sa.Engine, system: str = OUR_DATABASE) -> Iterator[sa.Connection]:
    """
    Open a transaction; commit at the end, roll back on any error.

    SQLite takes its one write lock at once, so a reader never has to become a
    writer half-way and fail.

    Raises:
        UnavailableError: The database did not serve us; nothing was stored.
        ContinuedAfterErrorError: The block swallowed an error of the database;
            nothing was stored.
    """
    immediate = engine.execution_options(**{SQLITE_BEGIN: "IMMEDIATE"})
    with translated(system), immediate.begin() as connection:
        connection.info.pop(_FAILED, None)
        yield connection
        # Servers differ in what is left of a transaction then; SQL Server may have ended it, and
        # what came after the error would be stored alone.
        if connection.info.pop(_FAILED, False):
            raise ContinuedAfterErrorError


def note_errors(engine: sa.Engine) -> None:
    """
    Let :func:`writing` know when the database refuses a statement.
    """

    def note(context: sa.engine.ExceptionContext) -> None:
        if context.connection is not None and not context.is_disconnect:
            context.connection.info[_FAILED] = True

    sa.event.listen(engine, "handle_error", note)
