"""Runs as other programs see them."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from job_core.run import Run


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
    state: str
    started_at: datetime
    finished_at: datetime | None
    duration_s: float | None
    steps: tuple[StepView, ...]
    error: str
    error_code: str

    @classmethod
    def of(cls, run: Run) -> "RunView":
        took = (run.finished_at - run.started_at).total_seconds() if run.finished_at else None
        return cls(
            id=run.id,
            shop=run.shop,
            job=run.job,
            state=run.state.value,
            started_at=run.started_at,
            finished_at=run.finished_at,
            duration_s=took,
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
