"""What follows a failure."""

from datetime import datetime, timedelta
from typing import TypeAlias

import attrs

from job_core.job import RetryPolicy
from job_core.run import Run
from shared_kernel.errors import Family

#: No failure makes a run wait longer than this for its next attempt.
LONGEST_WAIT = timedelta(hours=1)
_SHORTEST_WAIT_S = 1.0


@attrs.frozen(kw_only=True)
class Waiting:
    """
    The run is tried again.
    """

    until: datetime
    why: str
    #: The number of the attempt that follows.
    attempt: int


@attrs.frozen(kw_only=True)
class GiveUp:
    """
    The run is not tried again by itself.
    """


AfterFailure: TypeAlias = Waiting | GiveUp


def after_failure(
    run: Run,
    error_family: Family,
    retry_after_s: float | None,
    policy: RetryPolicy,
    now: datetime,
) -> AfterFailure:
    """
    Return what follows a failure: only when the other side was away is a run tried again.

    A side that names a time is believed, and that attempt is not counted.
    Otherwise the time doubles from attempt to attempt.  Under a policy of one
    attempt nothing waits: somebody looks on and decides.
    """
    if error_family is not Family.TRY_LATER or policy.most == 1:
        return GiveUp()
    if retry_after_s is not None:
        wait = timedelta(seconds=max(retry_after_s, _SHORTEST_WAIT_S))
        return Waiting(
            until=now + min(wait, LONGEST_WAIT),
            why="the other side asked for a pause",
            attempt=run.attempt,
        )
    if run.attempt >= policy.most:
        return GiveUp()
    return Waiting(
        until=now + back_off(run.attempt, policy),
        why=f"attempt {run.attempt} of {policy.most} failed",
        attempt=run.attempt + 1,
    )


def back_off(attempt: int, policy: RetryPolicy) -> timedelta:
    """
    Return the time after a failed attempt (1 for the first); it doubles up to the longest.
    """
    # Beyond 2**20 any base is past the longest wait; larger powers overflow a timedelta.
    factor: int = 2 ** min(attempt - 1, 20)
    longest_factor = LONGEST_WAIT / policy.base if policy.base else 1.0
    return LONGEST_WAIT if factor >= longest_factor and policy.base else policy.base * factor
