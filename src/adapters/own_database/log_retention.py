"""Erasing lines of the run log that are no longer wanted."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from adapters.own_database.tables.runs import runs, scheduler_logs
from adapters.sql.list_parameter import among_texts
from adapters.sql.transaction import reading, writing
from job_core.run import RunState

#: Runs that are asked for at a time.
_RUNS_AT_ONCE = 500


def erase_older(connection: sa.Connection, moment: datetime) -> int:
    """
    Delete lines written before *moment*; return how many.
    """
    old = sa.delete(scheduler_logs).where(scheduler_logs.c.at < moment)
    return connection.execute(old).rowcount


def erase_of_good_runs(log: sa.Engine, books: sa.Engine, moment: datetime) -> int:
    """
    Delete lines that runs which ended well wrote before *moment*; return how many.

    Lines and runs may be in two databases, so nothing is joined: the runs of old
    lines are looked up, some at a time.  A run that ended well stays one.  Lines
    of a run that is not in the record of runs are not those of a good one.
    """
    erased, last = 0, ""
    while run_ids := _runs_with_older(log, moment, beyond=last):
        if good := _good_among(books, run_ids):
            erased += _erase_of_runs(log, good, moment)
        last = run_ids[-1]
    return erased


def _runs_with_older(log: sa.Engine, moment: datetime, *, beyond: str) -> Sequence[str]:
    line = scheduler_logs.c
    query = (
        sa.select(line.run_id)
        .where(line.run_id > beyond, line.at < moment)
        .distinct()
        .order_by(line.run_id)
        .limit(_RUNS_AT_ONCE)
    )
    with reading(log) as connection:
        return connection.execute(query).scalars().all()


def _good_among(books: sa.Engine, run_ids: Sequence[str]) -> Sequence[str]:
    query = sa.select(runs.c.id).where(
        among_texts(books.dialect.name, runs.c.id, run_ids),
        runs.c.state == RunState.SUCCESS.value,
    )
    with reading(books) as connection:
        return connection.execute(query).scalars().all()


def _erase_of_runs(log: sa.Engine, run_ids: Sequence[str], moment: datetime) -> int:
    line = scheduler_logs.c
    old = sa.delete(scheduler_logs).where(
        among_texts(log.dialect.name, line.run_id, run_ids), line.at < moment
    )
    with writing(log) as connection:
        return connection.execute(old).rowcount


def erase_beyond(connection: sa.Connection, keep_most: int) -> int:
    """
    Delete all but the newest *keep_most* lines; return how many.
    """
    position = scheduler_logs.c.position
    newest_too_many = sa.select(position).order_by(position.desc()).offset(keep_most).limit(1)
    found = connection.execute(newest_too_many).scalar_one_or_none()
    if found is None:
        return 0
    return connection.execute(sa.delete(scheduler_logs).where(position <= found)).rowcount
