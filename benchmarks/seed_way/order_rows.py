"""The first documents' way to store orders: one INSERT after the other, one transaction."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

Rows = Sequence[tuple[sa.Table, Mapping[str, object]]]


def row_by_row(engine: sa.Engine, rows: Rows) -> None:
    """
    Insert *rows* of several tables in their order.
    """
    with engine.begin() as connection:
        for table, row in rows:
            connection.execute(sa.insert(table), row)
