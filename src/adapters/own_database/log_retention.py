"""Erasing lines of the run log that are no longer wanted."""

from datetime import datetime

import sqlalchemy as sa

from adapters.own_database.tables.runs import runs, scheduler_logs
from job_core.run import RunState


def erase_older(connection: sa.Connection, *, of_good_runs: datetime, of_any: datetime) -> int:
    """
    Delete lines written before the two moments; return how many.

    Lines of a run that is not in the record of runs are not those of a good one.
    """
    good = sa.select(runs.c.id).where(runs.c.state == RunState.SUCCESS.value)
    line = scheduler_logs.c
    old = sa.delete(scheduler_logs).where(
        # Says once more what both have in common: that is what an index can look for.
        line.at < max(of_good_runs, of_any),
        sa.or_(line.at < of_any, sa.and_(line.at < of_good_runs, line.run_id.in_(good))),
    )
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
