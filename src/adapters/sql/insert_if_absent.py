"""Insert one row unless its key is taken."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from adapters.sql.given_rows import given_rows
from adapters.sql.row_counts import COUNTED
from adapters.sql.transaction import reading, writing


def insert_if_absent(
    engine: sa.Engine,
    table: sa.Table,
    row: Mapping[str, object],
    *,
    key: Sequence[str],
) -> bool:
    """
    Insert *row* in a transaction of its own; return False when its *key* is there already.

    Of several who try at once, whatever their processes, exactly one gets True:
    the others wait until it commits.

    Args:
        engine: Of the database.
        table: Where to.
        row: Values by column.
        key: A primary or unique key of *table*.

    Raises:
        UnavailableError: The database did not serve us; nothing was stored.
    """
    try:
        with writing(engine) as connection:
            statement = insertion(connection.dialect, table, row, key=key)
            return connection.execute(statement, execution_options=COUNTED).rowcount == 1
    except sa.exc.IntegrityError:
        # SQL Server has no "on conflict": of two who saw no row at once, the later fails.
        if engine.dialect.name != "mssql" or not _is_there(engine, table, row, key):
            raise
        return False


def insertion(
    dialect: sa.Dialect, table: sa.Table, row: Mapping[str, object], *, key: Sequence[str]
) -> sa.Insert:
    """
    Return the statement that :func:`insert_if_absent` executes.
    """
    if dialect.name == "sqlite":
        lite = sqlite.insert(table).values(dict(row))
        return lite.on_conflict_do_nothing(index_elements=list(key))
    if dialect.name == "postgresql":
        postgres = postgresql.insert(table).values(dict(row))
        return postgres.on_conflict_do_nothing(index_elements=list(key))
    given = given_rows(dialect, {name: table.c[name].type for name in row}, [row])
    there = sa.exists(
        sa.select(sa.literal_column("1"))
        .select_from(table)
        .where(*(table.c[name] == given.c[name] for name in key))
    )
    return sa.insert(table).from_select(list(row), sa.select(*given.c).where(~there))


def _is_there(
    engine: sa.Engine, table: sa.Table, row: Mapping[str, object], key: Sequence[str]
) -> bool:
    query = (
        sa.select(sa.func.count())
        .select_from(table)
        .where(*(table.c[name] == row[name] for name in key))
    )
    with reading(engine) as connection:
        return connection.execute(query).scalar_one() > 0
