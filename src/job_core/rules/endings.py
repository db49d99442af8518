"""How a run ends."""

from datetime import datetime

import attrs

from job_core.rules.run_states import become
from job_core.run import Run, RunState, StepReport

#: A run that ended so is followed by another at once: there is work left.
_WORK_LEFT = frozenset({"deadline", "stopping"})


@attrs.frozen(kw_only=True)
class Ending:
    """
    What became of a run's work.
    """

    state: RunState
    error: str = ""
    code: str = ""
    #: Only for WAITING.
    until: datetime | None = None
    why: str = ""
    attempt: int | None = None


def state_when_stopped(code: str, *, steps: tuple[StepReport, ...]) -> RunState:
    """
    Return how a run ended that was stopped: cancelled, in part, out of time, or given up.

    A run whose time was up before it had done anything counts as timed out:
    one that follows at once would do no better.
    """
    if code == "cancelled":
        return RunState.CANCELLED
    if code == "stopping":
        return RunState.PARTIAL
    if code == "deadline":
        did_something = any(step.counts for step in steps)
        return RunState.PARTIAL if did_something else RunState.TIMED_OUT
    return RunState.ABANDONED


def ended(stored: Run, ending: Ending, steps: tuple[StepReport, ...], now: datetime) -> Run | None:
    """
    Return the stored run as ended; None when somebody gave it up meanwhile.
    """
    if stored.state is not RunState.RUNNING:
        return None
    # A person's wish names who had it.
    asked = stored.error if ending.state is RunState.CANCELLED else ""
    return become(
        stored,
        ending.state,
        finished_at=None if ending.state is RunState.WAITING else now,
        waiting_until=ending.until,
        waiting_why=ending.why,
        attempt=ending.attempt or stored.attempt,
        steps=steps,
        error=asked or ending.error,
        error_code=ending.code,
    )


def abandoned(stored: Run, now: datetime) -> Run | None:
    """
    Return the run as given up, for its lease is lost; None when it has ended.
    """
    if stored.state is not RunState.RUNNING:
        return None
    return become(
        stored,
        RunState.ABANDONED,
        finished_at=now,
        error="the run died in the middle; what it stored is kept",
        error_code="lease_lost",
    )


def is_followed(run: Run) -> bool:
    """
    Tell whether a run left work that the next one goes on with at once.

    A rehearsal keeps nothing, so another would only begin anew.
    """
    left = run.state is RunState.PARTIAL and run.error_code in _WORK_LEFT
    return left and run.parameters.get("dry_run") is not True
