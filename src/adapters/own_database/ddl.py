"""The statements that make or change our tables, for a person who runs them by hand."""

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from adapters.own_database.schema import alembic_config
from adapters.own_database.tables.columns import metadata
from shared_kernel.errors import RejectedError

DatabaseKind: TypeAlias = Literal["mssql", "postgresql", "sqlite"]

KINDS: Mapping[str, DatabaseKind] = MappingProxyType(
    {"mssql": "mssql", "postgresql": "postgresql", "sqlite": "sqlite"}
)

_EMPTY = "base"
_HEAD = "head"
#: SQL Server's texts are ``nvarchar(max)`` since 2012; offline nobody can ask for its version.
_OPTIONS = {"mssql": {"deprecate_large_types": True}}
_HEADS = {
    "mssql": """\
-- Run it in the connector's own database, with sqlcmd or Management Studio.  If there is none:
--     CREATE DATABASE temu_jtl;
--     ALTER DATABASE temu_jtl SET READ_COMMITTED_SNAPSHOT ON;
--     ALTER DATABASE temu_jtl SET ALLOW_SNAPSHOT_ISOLATION ON;
-- SET XACT_ABORT undoes everything when one statement fails; then run none of the rest.
SET XACT_ABORT ON;
GO
""",
    "postgresql": "-- Run it in the connector's own database: psql -v ON_ERROR_STOP=1 --file=…\n",
    "sqlite": "-- Run it on a new file; the connector makes one by itself, and the run log's file"
    " beside it: temu-jtl db upgrade\n",
}


def ddl_script(kind: DatabaseKind, start: str = _EMPTY, end: str = _HEAD) -> str:
    """
    Return the statements that take a database from one version to another.

    Connects to nothing.  They also write the version into ``alembic_version``,
    so that the program finds the database as it would have left it.

    Args:
        kind: Of the database.
        start: Version it has; ``base`` for an empty one.
        end: Version it gets; ``head`` for this program's.  One before *start*
            goes back.

    Raises:
        RejectedError: There is no such version; or SQLite is to be changed,
            which copies its tables and therefore needs the database.
    """
    scripts = ScriptDirectory.from_config(alembic_config(None))
    first, last = _known(scripts, start), _known(scripts, end)
    if kind == "sqlite":
        if first is not None or last != scripts.get_current_head():
            raise RejectedError(
                "SQLite changes a table by copying it, which needs the database itself;"
                " use temu-jtl db upgrade",
                field="engine",
            )
        return _HEADS[kind] + _whole(last)
    written = io.StringIO()
    config = alembic_config(None)
    config.output_buffer = written
    config.attributes["dialect_name"] = kind
    config.attributes["dialect_opts"] = _OPTIONS.get(kind, {})
    versions = f"{first or _EMPTY}:{last or _EMPTY}"
    back = last is None or (first is not None and last < first)
    (command.downgrade if back else command.upgrade)(config, versions, sql=True)
    return _HEADS[kind] + written.getvalue()


def _known(scripts: ScriptDirectory, version: str) -> str | None:
    """
    Return the number of a version; None for an empty database.
    """
    if version == _EMPTY:
        return None
    try:
        script = scripts.get_revision(version)
    except CommandError as e:
        raise RejectedError(
            f"there is no version {version!r}; there are base,"
            f" {', '.join(sorted(s.revision for s in scripts.walk_revisions()))} and head",
            field="version",
        ) from e
    return script.revision


def _whole(version: str | None) -> str:
    dialect = sqlite.dialect()
    made: list[sa.schema.ExecutableDDLElement] = []
    for table in metadata.sorted_tables:
        made.append(CreateTable(table))
        made.extend(
            CreateIndex(index) for index in sorted(table.indexes, key=lambda i: str(i.name))
        )
    statements = [str(one.compile(dialect=dialect)).strip() for one in made]
    statements.append("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    statements.append(f"INSERT INTO alembic_version (version_num) VALUES ('{version}')")
    return "BEGIN;\n\n" + ";\n\n".join(statements) + ";\n\nCOMMIT;\n"
