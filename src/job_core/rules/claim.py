"""Which runs a worker may begin."""

from datetime import datetime

from job_core.rules.run_states import become
from job_core.run import Run, RunState


def is_due(run: Run, now: datetime) -> bool:
    """
    Tell whether a run waits for a worker: queued, or its waiting time is over.
    """
    if run.state is RunState.WAITING:
        return run.waiting_until is None or run.waiting_until <= now
    return run.state is RunState.QUEUED


def claimed(run: Run, now: datetime) -> Run | None:
    """
    Return the run as begun now; None when it may not be begun.
    """
    if not is_due(run, now):
        return None
    return become(
        run,
        RunState.RUNNING,
        started_at=now,
        finished_at=None,
        waiting_until=None,
        waiting_why="",
        steps=(),
        error="",
        error_code="",
    )
