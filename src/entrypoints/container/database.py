"""Our own database's schema, as the entry points need it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

import attrs
import sqlalchemy as sa

from adapters.own_database.ddl import KINDS, DatabaseKind, ddl_script
from adapters.own_database.log_file import has_own_file, log_url
from adapters.own_database.log_move import move_lines
from adapters.own_database.schema import LOG, SchemaStatus, require_current, status, upgrade
from adapters.sql.engine import open_engine
from shared_kernel.errors import RejectedError

__all__ = [
    "DatabaseStatus",
    "SchemaStatus",
    "database_kind",
    "database_script",
    "database_status",
    "require_current_schema",
    "upgrade_database",
]


@attrs.frozen(kw_only=True)
class DatabaseStatus:
    """
    Versions of our database, and of the run log's file; None: the log is in the database.
    """

    books: SchemaStatus
    log: SchemaStatus | None

    @property
    def is_current(self) -> bool:
        """
        Whether this program can work with them.
        """
        parts = [self.books] if self.log is None else [self.books, self.log]
        return all(part.current == part.head for part in parts)


def upgrade_database(url: str) -> DatabaseStatus:
    """
    Bring the database to the present version; return what it was.  Idempotent.

    Lines of the run log that older versions stored among the rest of a SQLite
    database move to their own file.  Killed on the way, the next call goes on.

    Raises:
        UnavailableError: The database did not serve us.
    """
    with _engines(url) as (books, log):
        before = _status(books, log)
        if log is None:
            upgrade(books)
        else:
            upgrade(log, LOG)
            upgrade(books, then=partial(move_lines, log=log))
        return before


def database_status(url: str) -> DatabaseStatus:
    """
    Return the database's versions and those this program needs.
    """
    with _engines(url) as (books, log):
        return _status(books, log)


def require_current_schema(url: str) -> None:
    """
    Refuse a database of another version.

    Raises:
        RejectedError: It, or the run log's file, is older or newer; says what to do.
    """
    with _engines(url) as (books, log):
        require_current(books)
        if log is not None:
            require_current(log, LOG)


def _status(books: sa.Engine, log: sa.Engine | None) -> DatabaseStatus:
    return DatabaseStatus(books=status(books), log=None if log is None else status(log, LOG))


def database_kind(url: str) -> DatabaseKind:
    """
    Return the kind of database a URL leads to.

    Raises:
        RejectedError: It is none of those we know.
    """
    kind = sa.make_url(url).get_backend_name()
    if kind not in KINDS:
        raise RejectedError(f"{kind} is no database we know", field="database")
    return KINDS[kind]


def database_script(kind: DatabaseKind, start: str, end: str) -> str:
    """
    Return the statements that take a database from one version to another; connects to nothing.

    Raises:
        RejectedError: There is no such version, or SQLite would have to be changed.
    """
    return ddl_script(kind, start, end)


@contextmanager
def _engines(url: str) -> Iterator[tuple[sa.Engine, sa.Engine | None]]:
    """
    Open the database, and the run log's file where it has one.
    """
    with ExitStack() as stack:
        books = open_engine(url)
        stack.callback(books.dispose)
        log = open_engine(log_url(url)) if has_own_file(books.url) else None
        if log is not None:
            stack.callback(log.dispose)
        yield books, log
