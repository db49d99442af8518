"""Runs as other programs see them."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from job_core.run import Run
from shared_kernel.run_context import Fact


@attrs.frozen(kw_only=True)
class StepView:
    """
    One step of a run.
    """

    number: int
    name: str
    duration_s: float
    counts: Mapping[str, int]


@attrs.frozen(kw_only=True)
class RunView:
    """
    One run of a job.
    """

    id: str
    shop: str
    job: str
    parameters: Mapping[str, Fact]
    state: str
    requested_at: datetime
    requested_by: str
    #: None before it began.
    started_at: datetime | None
    finished_at: datetime | None
    duration_s: float | None
    attempt: int
    #: While it waits for another attempt.
    waiting_until: datetime | None
    waiting_why: str
    cancel_requested: bool
    steps: tuple[StepView, ...]
    error: str
    error_code: str

    @classmethod
    def of(cls, run: Run) -> "RunView":
        """
        Return a run as others see it.
        """
        took = (
            (run.finished_at - run.started_at).total_seconds()
            if run.finished_at and run.started_at
            else None
        )
        return cls(
            id=run.id,
            shop=run.shop,
            job=run.job,
            parameters=dict(run.parameters),
            state=run.state.value,
            requested_at=run.requested_at,
            requested_by=run.requested_by,
            started_at=run.started_at,
            finished_at=run.finished_at,
            duration_s=took,
            attempt=run.attempt,
            waiting_until=run.waiting_until,
            waiting_why=run.waiting_why,
            cancel_requested=run.cancel_requested,
            steps=tuple(
                StepView(
                    number=step.number,
                    name=step.name,
                    duration_s=step.duration_s,
                    counts=dict(step.counts),
                )
                for step in run.steps
            ),
            error=run.error,
            error_code=run.error_code,
        )
