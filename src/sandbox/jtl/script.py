"""
The same tables, views and furniture as a script for a real SQL Server.

JTL's own schemas, the columns of :mod:`sandbox.jtl.schema_articles` and
:mod:`sandbox.jtl.schema_orders`, a ``bRowversion`` in every table, and what
:func:`sandbox.jtl.furniture.furnish` writes.
"""

import re
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sandbox.jtl.names import TABLES, VIEWS, placed, with_schemas
from sandbox.jtl.setup import JtlSetup
from sandbox.jtl.world import JtlWorld

#: Not the name of a real one: a tester's server may have that as well.
DATABASE = "eazybusiness_sandbox"

_SCHEMAS = ("Verkauf", "Versand", "Kunde")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
#: As many rows as a VALUES list may have.
_AT_ONCE = 1000


def sql_server_script(setup: JtlSetup, database: str = DATABASE) -> Iterator[str]:
    """
    Yield the batches of a script that makes *database* and furnishes it.

    It does nothing when there is a database of that name.

    Raises:
        ValueError: *database* is no plain name.
    """
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,99}", database):
        raise ValueError(f"{database!r} is no name of letters, digits and underscores")
    yield (
        f"IF DB_ID(N'{database}') IS NOT NULL\nBEGIN\n"
        f"    RAISERROR(N'There is a database {database} already; nothing was done.', 16, 1);\n"
        "    SET NOEXEC ON;\nEND"
    )
    yield f"CREATE DATABASE [{database}] COLLATE Latin1_General_CI_AS"
    yield f"USE [{database}]"
    yield from (f"CREATE SCHEMA [{schema}]" for schema in _SCHEMAS)
    yield from (_for_sql_server(statement) for statement in (*TABLES, *VIEWS))
    yield from _rows(setup)


def _for_sql_server(statement: str) -> str:
    counted = "int IDENTITY(1,1) PRIMARY KEY"
    text = re.sub(r"\bINTEGER PRIMARY KEY AUTOINCREMENT\b", counted, statement)
    text = re.sub(r"\bINTEGER PRIMARY KEY\b", "int NOT NULL PRIMARY KEY", text)
    text = re.sub(r"\bnvarchar NULL\b", "nvarchar(max) NULL", text)
    text = text.replace(" COLLATE NOCASE", "").replace(" WITHOUT ROWID", "")
    if statement.startswith("CREATE TABLE"):
        text = re.sub(r"\)\s*$", ", bRowversion rowversion NOT NULL)", text)
    return with_schemas(text)


def _rows(setup: JtlSetup) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jtl.sqlite"
        JtlWorld.open(path, None, lambda: datetime(2026, 3, 1, 7, tzinfo=UTC), setup).close()
        connection = sqlite3.connect(path)
        try:
            for statement in TABLES:
                if found := re.match(r"CREATE TABLE (\w+)", statement):
                    yield from _rows_of(connection, found[1], "AUTOINCREMENT" in statement)
        finally:
            connection.close()


def _rows_of(connection: sqlite3.Connection, table: str, counted: bool) -> Iterator[str]:
    cursor = connection.execute(f"SELECT * FROM {table}")
    columns = ", ".join(column[0] for column in cursor.description)
    place = placed(table)
    while rows := cursor.fetchmany(_AT_ONCE):
        values = ",\n".join(_row(row) for row in rows)
        insert = f"INSERT INTO {place} ({columns}) VALUES\n{values}"
        if counted:
            insert = f"SET IDENTITY_INSERT {place} ON;\n{insert};\nSET IDENTITY_INSERT {place} OFF"
        yield insert


def _row(row: Sequence[object]) -> str:
    return f"({', '.join(map(_literal, row))})"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    # With a T a moment is read the same in every language of the server.
    if _MOMENT.fullmatch(text):
        text = text.replace(" ", "T")
    return "N'" + text.replace("'", "''") + "'"
