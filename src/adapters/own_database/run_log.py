"""The run log in our database."""

from collections.abc import Sequence
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.facts import facts_json, facts_of
from adapters.own_database.log_retention import erase_beyond, erase_of_good_runs, erase_older
from adapters.own_database.rows import Stored, Values
from adapters.own_database.tables.runs import log_position, scheduler_logs
from adapters.sql.like import contains
from adapters.sql.row_counts import insert_rows
from adapters.sql.transaction import reading, writing
from adapters.sql.upsert import Columns, upsert
from job_core.ports.run_log import LogFilter, RunLog
from job_core.run import LogLine, StoredLine
from shared_kernel.run_context import Level


@attrs.frozen
class SqlRunLog(RunLog):
    """
    Lines whose positions are in the order of their commits: none appears behind a reader's back.

    No fence is asked for: lines of many runs, and of none, are stored together
    by one writer, and what a run said before it lost its lease is wanted too.
    """

    engine: sa.Engine
    #: Where the runs are recorded; the same database, unless the log has a file of its own.
    runs: sa.Engine = attrs.field(default=attrs.Factory(lambda self: self.engine, takes_self=True))

    def append(self, lines: Sequence[LogLine]) -> Sequence[StoredLine]:
        """
        Take as many positions as there are lines, and store them.
        """
        if not lines:
            return []
        with writing(self.engine) as connection:
            first = take_positions(connection, len(lines))
            stored = [
                StoredLine(position=position, line=line)
                for position, line in enumerate(lines, start=first)
            ]
            insert_rows(connection, scheduler_logs, [_values(line) for line in stored])
        return stored

    def after(self, position: int, wanted: LogFilter, *, limit: int = 500) -> Sequence[StoredLine]:
        """
        Read on from a position.
        """
        query = (
            sa.select(scheduler_logs)
            .where(scheduler_logs.c.position > position, *_conditions(wanted))
            .order_by(scheduler_logs.c.position)
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return [_line_of(row) for row in connection.execute(query)]

    def before(self, position: int, wanted: LogFilter, *, limit: int = 500) -> Sequence[StoredLine]:
        """
        Read backwards from a position.
        """
        query = (
            sa.select(scheduler_logs)
            .where(scheduler_logs.c.position <= position, *_conditions(wanted))
            .order_by(scheduler_logs.c.position.desc())
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return [_line_of(row) for row in connection.execute(query)][::-1]

    def last_position(self) -> int:
        """
        Read the counter, which never goes back, whatever was erased.
        """
        with reading(self.engine) as connection:
            last = connection.execute(sa.select(log_position.c.last)).scalar_one_or_none()
        return last or 0

    def erase(
        self, *, of_good_runs_before: datetime, of_any_before: datetime, keep_most: int
    ) -> int:
        """
        Delete by time, then by number; each step is a transaction, and the next call goes on.
        """
        with writing(self.engine) as connection:
            old = erase_older(connection, of_any_before)
        good = erase_of_good_runs(self.engine, self.runs, of_good_runs_before)
        with writing(self.engine) as connection:
            return old + good + erase_beyond(connection, keep_most)


def take_positions(connection: sa.Connection, count: int) -> int:
    """
    Return the first of *count* positions; the counter's row stays locked until the commit.

    Who comes later waits for that commit, so a higher position is never to be
    seen before a lower one.
    """

    def add(stored: Columns, incoming: Columns) -> dict[str, object]:
        return {"last": stored["last"] + incoming["last"]}

    upsert(connection, log_position, [{"id": 1, "last": count}], key=("id",), changes=add)
    last = connection.execute(sa.select(log_position.c.last)).scalar_one()
    return int(last) - count + 1


def _conditions(wanted: LogFilter) -> list[sa.ColumnElement[bool]]:
    columns = scheduler_logs.c
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.run_id:
        conditions.append(columns.run_id == wanted.run_id)
    if wanted.shop:
        # SQLite would walk through all lines of the shop instead of those of the run.
        shop = columns.shop + "" if wanted.run_id else columns.shop
        conditions.append(shop == wanted.shop)
    if wanted.job:
        conditions.append(columns.job == wanted.job)
    if wanted.levels:
        conditions.append(columns.level.in_(sorted(level.value for level in wanted.levels)))
    if wanted.text:
        conditions.append(contains(columns.text_folded, wanted.text.casefold()))
    return conditions


def _values(stored: StoredLine) -> Values:
    line = stored.line
    return {
        "position": stored.position,
        "run_id": line.run_id,
        "shop": line.shop,
        "job": line.job,
        "step": line.step,
        "level": line.level.value,
        "at": line.at,
        "text": line.text,
        "text_folded": line.text.casefold(),
        "facts": facts_json(line.facts),
    }


def _line_of(row: Stored) -> StoredLine:
    line = LogLine(
        run_id=row.run_id,
        shop=row.shop,
        job=row.job,
        step=row.step,
        level=Level(row.level),
        at=row.at,
        text=row.text,
        facts=facts_of(row.facts),
    )
    return StoredLine(position=row.position, line=line)
