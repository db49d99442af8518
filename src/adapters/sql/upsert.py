"""Insert-or-update of many rows, without MERGE."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from adapters.sql.given_rows import given_rows
from adapters.sql.row_counts import COUNTED, expect_count
from shared_kernel.errors import UnavailableError

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
        connection: In a transaction.
        table: Where to.
        rows: All with the same columns; no key twice.
        key: A primary or unique key of *table*.
        changes: What an existing row becomes; by default all incoming columns
            but the key.  An empty mapping leaves it as it is.

    Raises:
        UnavailableError: SQL Server: somebody else inserted one of the keys at
            the same moment; the transaction must end.
        RowCountError: Not all rows arrived; the transaction must end.
    """
    if not rows:
        return
    incoming = [table.c[name] for name in rows[0]]
    if connection.dialect.name == "mssql":
        _update_then_insert(connection, table, incoming, rows, key=key, changes=changes)
        return
    statement, all_touched = _on_conflict(connection, table, incoming, key, changes)
    result = connection.execute(statement, list(rows), execution_options=COUNTED)
    if all_touched:
        expect_count(result.rowcount, len(rows))


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
) -> tuple[sa.Executable, bool]:
    """
    Return the statement, and whether it touches every row given.
    """
    statement: sqlite.Insert | postgresql.Insert
    if connection.dialect.name == "sqlite":
        statement = sqlite.insert(table)
    else:
        statement = postgresql.insert(table)
    incoming = {column.name: statement.excluded[column.name] for column in columns}
    changed = _changed(table, incoming, key, changes)
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=list(key)), False
    return statement.on_conflict_do_update(index_elements=list(key), set_=dict(changed)), True


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
    Update what is there and insert the rest: two statements, however many rows.
    """
    given = given_rows(connection.dialect, {c.name: c.type for c in columns}, rows)
    same = sa.and_(*(table.c[name] == given.c[name] for name in key))
    changed = _changed(table, dict(given.c.items()), key, changes)
    if changed:
        update = sa.update(table).where(same).values(dict(changed))
        there = connection.execute(update).rowcount
    else:
        count = sa.select(sa.func.count()).select_from(table).join(given, same)
        there = connection.execute(count).scalar_one()
    known = sa.exists(sa.select(sa.literal_column("1")).select_from(table).where(same))
    fresh = sa.select(*given.c).where(~known)
    insert = sa.insert(table).from_select([column.name for column in columns], fresh)
    try:
        inserted = connection.execute(insert, execution_options=COUNTED).rowcount
    except sa.exc.IntegrityError as e:
        if not _is_taken_key(e):
            raise
        raise UnavailableError(
            "somebody else stored the same rows at the same moment; nothing was stored",
            code="contended",
        ) from e
    expect_count(there + inserted, len(rows))


def _is_taken_key(error: sa.exc.IntegrityError) -> bool:
    """
    Tell a key that is there already (2627, 2601) from other rules that were broken.
    """
    return "insert duplicate key" in str(error.orig)
