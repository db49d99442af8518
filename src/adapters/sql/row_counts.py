"""Checking that a statement touched as many rows as it should."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa


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
    if result.rowcount != expected:
        raise RowCountError(expected, result.rowcount)


def execute_counted(
    connection: sa.Connection,
    statement: sa.Executable,
    rows: Sequence[Mapping[str, object]],
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
