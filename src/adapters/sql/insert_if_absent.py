"""Insert one row unless its key is taken."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_absent(
    connection: sa.Connection,
    table: sa.Table,
    row: Mapping[str, object],
    *,
    key: Sequence[str],
) -> bool:
    """
    Insert *row*; return False, and change nothing, when its *key* is there already.

    Of several who try at once, whatever their processes, exactly one gets True:
    the others wait until it commits.

    Args:
        connection: In a transaction.
        table: Where to.
        row: Values by column.
        key: A primary or unique key of *table*.
    """
    statement = insertion(connection.dialect.name, table, row, key=key)
    # Without the option an insert's count is gone with its cursor.
    counted = connection.execute(statement, execution_options={"preserve_rowcount": True})
    return counted.rowcount == 1


def insertion(
    dialect_name: str, table: sa.Table, row: Mapping[str, object], *, key: Sequence[str]
) -> sa.Insert:
    """
    Return the statement that :func:`insert_if_absent` executes.
    """
    if dialect_name == "sqlite":
        lite = sqlite.insert(table).values(dict(row))
        return lite.on_conflict_do_nothing(index_elements=list(key))
    if dialect_name == "postgresql":
        postgres = postgresql.insert(table).values(dict(row))
        return postgres.on_conflict_do_nothing(index_elements=list(key))
    there = (
        sa.select(sa.literal(1))
        .select_from(table)
        .where(*(table.c[name] == row[name] for name in key))
        # Keeps the gap where the row would be, until the transaction ends.
        .with_hint(table, "WITH (UPDLOCK, HOLDLOCK)", "mssql")
    )
    values = (sa.literal(value, table.c[name].type) for name, value in row.items())
    return sa.insert(table).from_select(list(row), sa.select(*values).where(~sa.exists(there)))
