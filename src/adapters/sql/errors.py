"""Turning a database's failures into the families of the core."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from shared_kernel.errors import UnavailableError

#: SQLite's primary result codes for "not now": readonly, busy, locked, I/O, full, no file, lock.
_SQLITE_NOT_NOW = frozenset({5, 6, 8, 10, 13, 14, 15})
#: SQLSTATE classes for "not now": connection, rollback, resources, lock, operator, time-out.
_STATES_NOT_NOW = ("08", "40", "53", "55", "57", "58", "HYT")
#: What SQL Server says under the state of a wrong statement (42000) and means "not now":
#: a wait for a lock that took too long (1222), a deadlock (1205), two changes of one row under
#: snapshots (3960).
_WORDS_NOT_NOW = (
    "Lock request time out period exceeded",
    "was deadlocked on lock",
    "Snapshot isolation transaction aborted due to update conflict",
)


@contextmanager
def translated(system: str) -> Iterator[None]:
    """
    Raise UnavailableError where *system* did not serve us; other errors are bugs and pass.

    A connection lost while committing ends here too: the next read shows what
    was stored.
    """
    try:
        yield
    except sa.exc.TimeoutError as e:
        raise UnavailableError(f"{system} has no free connection", code="pool") from e
    except sa.exc.DBAPIError as e:
        if e.connection_invalidated or _not_now(e.orig):
            raise UnavailableError(f"{system} is not available: {_in_words(e)}") from e
        raise


def _not_now(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        # A missing table is an OperationalError there as well, and no outage.
        code = getattr(error, "sqlite_errorcode", 0)
        return isinstance(code, int) and (code & 0xFF) in _SQLITE_NOT_NOW
    if any(words in str(error) for words in _WORDS_NOT_NOW):
        return True
    state = _sqlstate(error)
    if state:
        return state.startswith(_STATES_NOT_NOW)
    # Drivers give no state when no server answered at all.
    return type(error).__name__ in {"OperationalError", "InterfaceError"}


def _sqlstate(error: BaseException | None) -> str:
    """
    Return the five-letter state: psycopg keeps it as an attribute, pyodbc as the first argument.
    """
    state = getattr(error, "sqlstate", None)
    if not state and error is not None and len(error.args) > 1:
        state = error.args[0]
    return state if isinstance(state, str) else ""


def _in_words(error: sa.exc.DBAPIError) -> str:
    lines = str(error.orig).splitlines()
    return lines[0] if lines else type(error.orig).__name__
