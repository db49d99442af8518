"""Bringing our database to the present version, and refusing any other."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

import attrs
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from adapters.own_database.tables import (
    access,
    alerts,
    exports,
    offers,
    orders,
    raw,
    runs,
    schedules,
    settings,
    writes,
)
from adapters.own_database.tables.columns import metadata
from adapters.sql.open_json import has_open_json
from adapters.sql.transaction import reading, writing
from shared_kernel.errors import RejectedError

#: The modules that fill the metadata.
TABLE_FILES = (access, alerts, exports, offers, orders, raw, runs, schedules, settings, writes)

#: A line of migrations, by the folder of its versions: of our database, or of the run log where it
#: has a file of its own.
Line: TypeAlias = Literal["versions", "log_versions"]
BOOKS: Line = "versions"
LOG: Line = "log_versions"
#: What else belongs to an upgrade.
Finish: TypeAlias = Callable[[sa.Connection], object]
_NAMES: Mapping[Line, str] = MappingProxyType({BOOKS: "the database", LOG: "the run log's file"})

#: Any number, as long as every version of this product uses the same.
_UPGRADE_LOCK = 7483105


@attrs.frozen(kw_only=True)
class SchemaStatus:
    """
    Which version a database has (None: it is empty) and which this program needs.
    """

    current: str | None
    head: str


def upgrade(engine: sa.Engine, line: Line = BOOKS, then: Finish | None = None) -> None:
    """
    Bring the database to the present version, wholly or not at all.  Idempotent.

    Two processes may do this at once: one waits for the other.

    Args:
        engine: Of the database.
        line: Which migrations.
        then: Done on the upgraded database before anything is committed.

    Raises:
        UnavailableError: The database did not serve us, or another upgrade takes long.
    """
    _refuse_old_server(engine)
    with writing(engine) as connection:
        _wait_for_others(connection)
        command.upgrade(alembic_config(connection, line), "head")
        if then is not None:
            then(connection)


def downgrade(engine: sa.Engine, version: str, line: Line = BOOKS) -> None:
    """
    Take the database back to *version*; ``base`` empties it.
    """
    with writing(engine) as connection:
        _wait_for_others(connection)
        command.downgrade(alembic_config(connection, line), version)


def status(engine: sa.Engine, line: Line = BOOKS) -> SchemaStatus:
    """
    Return the database's version and ours.

    Raises:
        UnavailableError: The database did not serve us.
    """
    head = _scripts(line).get_current_head()
    if head is None:
        raise ValueError("there are no migrations")
    with reading(engine) as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return SchemaStatus(current=current, head=head)


def require_current(engine: sa.Engine, line: Line = BOOKS) -> None:
    """
    Refuse a database of another version.

    Raises:
        RejectedError: It is older (says how to upgrade) or newer than this
            program, or the SQL Server is too old.
        UnavailableError: The database did not serve us.
    """
    _refuse_old_server(engine)
    found, name = status(engine, line), _NAMES[line]
    if found.current == found.head:
        return
    known = {script.revision for script in _scripts(line).walk_revisions()}
    if found.current is not None and found.current not in known:
        raise RejectedError(
            f"{name} has version {found.current}, which is newer than this program;"
            " install the program that upgraded it",
            code="schema_newer",
        )
    raise RejectedError(
        f"{name} has version {found.current or 'none'} and needs {found.head};"
        " run: temu-jtl db upgrade",
        code="schema_older",
    )


def _refuse_old_server(engine: sa.Engine) -> None:
    if engine.dialect.name != "mssql":
        return
    with reading(engine) as connection:
        if not has_open_json(connection):
            raise RejectedError(
                "the database does not know OPENJSON: SQL Server 2016 or newer is needed, and a"
                " compatibility level of 130 or higher (ALTER DATABASE … SET COMPATIBILITY_LEVEL"
                " = 130)",
                code="old_server",
            )


def _wait_for_others(connection: sa.Connection) -> None:
    # SQLite holds its write lock since the transaction began.
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
    elif connection.dialect.name == "mssql":
        connection.exec_driver_sql(
            "EXEC sp_getapplock @Resource = 'temu-jtl upgrade', @LockMode = 'Exclusive',"
            " @LockOwner = 'Transaction', @LockTimeout = 60000"
        )


def _scripts(line: Line) -> ScriptDirectory:
    return ScriptDirectory.from_config(alembic_config(None, line))


def alembic_config(connection: sa.Connection | None, line: Line = BOOKS) -> Config:
    """
    Return where our migrations are, and the connection they run on; None only to look at them.
    """
    config = Config()
    place = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", _as_option(place))
    config.set_main_option("version_locations", _as_option(place / line))
    # Otherwise a blank in the path would make two of it.
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = metadata
    return config


def _as_option(path: Path) -> str:
    return str(path).replace("%", "%%")
