"""Insert-or-update of many rows, without MERGE."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Columns: TypeAlias = Mapping[str, sa.ColumnElement[object]]
#: Given the stored and the incoming columns, what the stored ones become.
Changes: TypeAlias = Callable[[Columns, Columns], Mapping[str, object]]


def upsert(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[Mapping[str, object]],
    *,
    key: Sequence[str],
    changes: Changes | None = None,
) -> None:
    """
    Insert *rows*, or update those whose *key* is there already.

    Args:
        rows: All with the same columns; no key twice.
        key: A primary or unique key of *table*.
        changes: What an existing row becomes; by default all incoming columns
            but the key.  An empty mapping leaves it as it is.
    """
    if not rows:
        return
    incoming = [table.c[name] for name in rows[0]]
    if connection.dialect.name in {"sqlite", "postgresql"}:
        connection.execute(_on_conflict(connection, table, incoming, key, changes), list(rows))
    else:
        _update_then_insert(connection, table, incoming, rows, key=key, changes=changes)


def _changed(
    table: sa.Table,
    incoming: Columns,
    key: Sequence[str],
    changes: Changes | None,
) -> Mapping[str, object]:
    if changes is None:
        return {name: value for name, value in incoming.items() if name not in key}
    return changes(dict(table.c.items()), incoming)


def _on_conflict(
    connection: sa.Connection,
    table: sa.Table,
    columns: Sequence[sa.Column[object]],
    key: Sequence[str],
    changes: Changes | None,
) -> sa.Executable:
    statement: sqlite.Insert | postgresql.Insert
    if connection.dialect.name == "sqlite":
        statement = sqlite.insert(table)
    else:
        statement = postgresql.insert(table)
    incoming = {column.name: statement.excluded[column.name] for column in columns}
    changed = _changed(table, incoming, key, changes)
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=list(key))
    return statement.on_conflict_do_update(index_elements=list(key), set_=dict(changed))


def _update_then_insert(
    connection: sa.Connection,
    table: sa.Table,
    columns: Sequence[sa.Column[object]],
    rows: Sequence[Mapping[str, object]],
    *,
    key: Sequence[str],
    changes: Changes | None,
) -> None:
    """
    Update what is there and insert the rest; the lock keeps others out in between.
    """
    given = {
        column.name: sa.bindparam(f"given_{column.name}", type_=column.type) for column in columns
    }
    same = sa.and_(*(table.c[name] == given[name] for name in key))
    parameters = [{f"given_{name}": value for name, value in row.items()} for row in rows]
    changed = _changed(table, given, key, changes)
    if changed:
        update = sa.update(table).where(same).values(dict(changed))
        connection.execute(
            update.with_hint("WITH (UPDLOCK, HOLDLOCK)", dialect_name="mssql"), parameters
        )
    there = sa.exists(sa.select(sa.literal(1)).select_from(table).where(same))
    fresh = sa.select(*(given[column.name] for column in columns)).where(~there)
    insert = sa.insert(table).from_select([column.name for column in columns], fresh)
    connection.execute(insert, parameters)
