"""How well a job's runs went."""

from collections.abc import Sequence

import attrs

from job_core.run import Run, RunState

_BAD = frozenset({RunState.FAILED, RunState.TIMED_OUT, RunState.ABANDONED})


@attrs.frozen(kw_only=True)
class Figures:
    """
    A job's figures over a span; rates from 0 to 1, None while there is no finished run.
    """

    runs: int
    success_rate: float | None
    error_rate: float | None
    average_s: float | None
    maximum_s: float | None
    last_error: str
    #: Attempts beyond each run's first.
    retries: int


def figures(runs: Sequence[Run]) -> Figures:
    """
    Return the figures of finished runs, oldest first.

    What ended in part counts neither as success nor as error, nor does what a
    person cancelled.
    """
    took = [
        (run.finished_at - run.started_at).total_seconds()
        for run in runs
        if run.finished_at is not None and run.started_at is not None
    ]
    return Figures(
        runs=len(runs),
        success_rate=_share(runs, frozenset({RunState.SUCCESS})),
        error_rate=_share(runs, _BAD),
        average_s=round(sum(took) / len(took), 3) if took else None,
        maximum_s=max(took, default=None),
        last_error=next((run.error for run in reversed(runs) if run.state in _BAD), ""),
        retries=sum(run.attempt - 1 for run in runs),
    )


def _share(runs: Sequence[Run], states: frozenset[RunState]) -> float | None:
    if not runs:
        return None
    return round(sum(run.state in states for run in runs) / len(runs), 4)
