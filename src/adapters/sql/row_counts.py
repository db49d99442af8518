"""Writing many rows, and making sure that as many were touched as should be."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from adapters.sql.given_rows import GivenRows, given_rows

#: Without it an insert's count is gone with its cursor.
COUNTED = {"preserve_rowcount": True}


class RowCountError(ValueError):
    """
    A statement touched another number of rows than it must.
    """

    def __init__(self, expected: int, touched: int) -> None:
        super().__init__(f"{touched} rows were touched instead of {expected}")
        self.expected = expected
        self.touched = touched


def expect_rows(result: sa.CursorResult[tuple[object, ...]], expected: int) -> None:
    """
    Raise RowCountError unless *result* touched *expected* rows.
    """
    expect_count(result.rowcount, expected)


def expect_count(touched: int, expected: int) -> None:
    """
    Raise RowCountError unless *touched* is *expected*.
    """
    if touched != expected:
        raise RowCountError(expected, touched)


def insert_rows(connection: sa.Connection, table: sa.Table, rows: GivenRows) -> None:
    """
    Insert *rows*, all with the same columns.

    Raises:
        RowCountError: Not all of them arrived; the transaction must end.
        sqlalchemy.exc.IntegrityError: A key is taken; the transaction must end.
    """
    if not rows:
        return
    types = {name: table.c[name].type for name in rows[0]}
    binary = any(isinstance(kind, sa.LargeBinary) for kind in types.values())
    server = connection.dialect.name
    if server == "sqlite" or (server == "postgresql" and binary):
        result = connection.execute(sa.insert(table), list(rows), execution_options=COUNTED)
        expect_count(result.rowcount, len(rows))
        return
    if binary:
        _insert_binary(connection, table, rows)
        return
    given = given_rows(connection.dialect, types, rows)
    statement = sa.insert(table).from_select(list(types), sa.select(*given.c))
    expect_count(connection.execute(statement, execution_options=COUNTED).rowcount, len(rows))


def update_rows(
    connection: sa.Connection,
    table: sa.Table,
    rows: GivenRows,
    *,
    where: Mapping[str, str],
    values: Mapping[str, str],
) -> int:
    """
    Update a row of *table* per given row, where it is as it should be; return how many were.

    Args:
        connection: In a transaction.
        table: What to update.
        rows: All with the same names; no two for one row of *table*.
        where: Columns of *table* that must equal the given value of this name.
        values: Columns of *table* that get the given value of this name.
    """
    if not rows:
        return 0
    named = (*where.items(), *values.items())
    columns = {name: table.c[column] for column, name in named}
    if connection.dialect.name != "sqlite":
        types = {name: column.type for name, column in columns.items()}
        given = given_rows(connection.dialect, types, rows)
        joined = _update(table, where, values, dict(given.c.items()))
        return connection.execute(joined).rowcount
    bound = {name: sa.bindparam(name, type_=column.type) for name, column in columns.items()}
    return execute_counted(connection, _update(table, where, values, bound), rows)


def execute_counted(
    connection: sa.Connection,
    statement: sa.Executable,
    rows: GivenRows,
) -> int:
    """
    Execute *statement* for all *rows*; return how many rows it touched in all.

    Falls back to one execution per row where a driver cannot count a bulk one.
    """
    if not rows:
        return 0
    if connection.dialect.supports_sane_multi_rowcount:
        return connection.execute(statement, list(rows)).rowcount
    return sum(connection.execute(statement, row).rowcount for row in rows)


def _update(
    table: sa.Table,
    where: Mapping[str, str],
    values: Mapping[str, str],
    given: Mapping[str, sa.ColumnElement[Any]],
) -> sa.Update:
    same = (table.c[column] == given[name] for column, name in where.items())
    return sa.update(table).where(*same).values({c: given[name] for c, name in values.items()})


def _insert_binary(connection: sa.Connection, table: sa.Table, rows: GivenRows) -> None:
    """
    Insert rows that JSON cannot carry, then count them by their key.
    """
    connection.execute(sa.insert(table), list(rows))
    key: Sequence[sa.Column[Any]] = list(table.primary_key.columns)
    given = given_rows(connection.dialect, {c.name: c.type for c in key}, rows)
    arrived = (
        sa.select(sa.func.count())
        .select_from(table)
        .join(given, sa.and_(*(c == given.c[c.name] for c in key)))
    )
    expect_count(connection.execute(arrived).scalar_one(), len(rows))
