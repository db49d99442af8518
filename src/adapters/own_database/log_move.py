"""Carrying the lines of older versions over into the log's own file."""

from collections.abc import Sequence

import sqlalchemy as sa

from adapters.own_database.rows import Stored, Values
from adapters.own_database.run_log import take_positions
from adapters.own_database.tables.runs import log_position, scheduler_logs
from adapters.sql.list_parameter import among_integers
from adapters.sql.row_counts import insert_rows
from adapters.sql.transaction import writing
from adapters.sql.upsert import Columns, upsert

#: Lines in memory at a time.
_AT_ONCE = 1000


def move_lines(books: sa.Connection, log: sa.Engine) -> int:
    """
    Move all lines out of a database into the log's file; return how many were there.

    Idempotent.  The caller commits *books*: killed before that, its lines are
    still there, and the next time those that were copied are not copied again.
    Lines keep their positions, and the counter goes on from the old one, so that
    a reader of before goes on where it was.  A line whose position has another
    line by now, because an older program went on writing, comes last.

    Args:
        books: In the transaction that makes the database one of this version.
        log: The log's file, of the present version.

    Raises:
        UnavailableError: The log's file did not serve us.
    """
    _count_on(log, books.scalar(sa.select(log_position.c.last)) or 0)
    moved = 0
    first = sa.select(scheduler_logs).order_by(scheduler_logs.c.position).limit(_AT_ONCE)
    while lines := books.execute(first).all():
        _copy(log, lines)
        books.execute(sa.delete(scheduler_logs).where(_is_among(lines)))
        moved += len(lines)
    return moved


def _count_on(log: sa.Engine, last: int) -> None:
    def at_least(stored: Columns, incoming: Columns) -> dict[str, object]:
        return {"last": sa.func.max(stored["last"], incoming["last"])}

    counter = [{"id": 1, "last": last}]
    with writing(log) as connection:
        upsert(connection, log_position, counter, key=("id",), changes=at_least)


def _is_among(lines: Sequence[Stored]) -> sa.ColumnElement[bool]:
    positions = [line.position for line in lines]
    return among_integers("sqlite", scheduler_logs.c.position, positions)


def _copy(log: sa.Engine, lines: Sequence[Stored]) -> None:
    with writing(log) as connection:
        found = connection.execute(sa.select(scheduler_logs).where(_is_among(lines)))
        there = {line.position: line for line in found}
        fresh = [line._asdict() for line in lines if line.position not in there]
        late = [line for line in lines if there.get(line.position, line) != line]
        insert_rows(connection, scheduler_logs, [*fresh, *_at_the_end(connection, late)])


def _at_the_end(connection: sa.Connection, lines: Sequence[Stored]) -> list[Values]:
    if not lines:
        return []
    first = take_positions(connection, len(lines))
    return [
        {**line._asdict(), "position": position} for position, line in enumerate(lines, start=first)
    ]
