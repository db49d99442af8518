"""Our own database's schema, as the entry points need it."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from adapters.own_database.ddl import KINDS, DatabaseKind, ddl_script
from adapters.own_database.schema import SchemaStatus, require_current, status, upgrade
from adapters.sql.engine import open_engine
from shared_kernel.errors import RejectedError


def upgrade_database(url: str) -> SchemaStatus:
    """
    Bring the database to the present version; return what it was and is.  Idempotent.

    Raises:
        UnavailableError: The database did not serve us.
    """
    with _engine(url) as engine:
        before = status(engine)
        upgrade(engine)
        return before


def database_status(url: str) -> SchemaStatus:
    """
    Return the database's version and the one this program needs.
    """
    with _engine(url) as engine:
        return status(engine)


def require_current_schema(url: str) -> None:
    """
    Refuse a database of another version.

    Raises:
        RejectedError: It is older or newer; says what to do.
    """
    with _engine(url) as engine:
        require_current(engine)


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
def _engine(url: str) -> Iterator[sa.Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
