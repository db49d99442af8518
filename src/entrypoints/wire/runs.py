"""Runs as other programs see them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from job_core.run import Run
from shared_kernel.run_context import Fact
from temu_core.intent import OutsideWrite
from temu_core.ports.outside_writes import WriteCount


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

    run_id: str
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
            run_id=run.id,
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


@attrs.frozen(kw_only=True)
class ChangedOutside:
    """
    How many outside writes of one kind ended in one way.
    """

    kind: str
    #: ``accepted``, ``refused``, ``not_sent``, ``unknown``, or ``open`` while it has none.
    outcome: str
    count: int

    @classmethod
    def of(cls, counted: WriteCount) -> "ChangedOutside":
        """
        Return a count as others see it.
        """
        return cls(
            kind=counted.kind.value,
            outcome=counted.outcome.value if counted.outcome else "open",
            count=counted.count,
        )


@attrs.frozen(kw_only=True)
class RunPage(RunView):
    """
    One run, with what it changed outside.
    """

    changed_outside: Sequence[ChangedOutside]

    @classmethod
    def with_writes(cls, run: Run, counts: Sequence[WriteCount]) -> "RunPage":
        """
        Return a run and its outside writes as others see them.
        """
        view = RunView.of(run)
        return cls(
            **{field.name: getattr(view, field.name) for field in attrs.fields(RunView)},
            changed_outside=[ChangedOutside.of(count) for count in counts],
        )


@attrs.frozen(kw_only=True)
class OutsideWriteView:
    """
    One outside write, and what became of it.
    """

    kind: str
    #: Whom it concerns: an order number, a tracking number, a goods id.
    subject: str
    summary: str
    recorded_at: datetime
    #: As for ``ChangedOutside``.
    outcome: str
    #: How we know: the other side's words, or what was seen when reading back.
    evidence: str
    settled_at: datetime | None

    @classmethod
    def of(cls, write: OutsideWrite) -> "OutsideWriteView":
        """
        Return a write as others see it.
        """
        intent, outcome = write.intent, write.outcome
        return cls(
            kind=intent.kind.value,
            subject=intent.subject,
            summary=intent.summary,
            recorded_at=intent.recorded_at,
            outcome=outcome.outcome.value if outcome else "open",
            evidence=outcome.evidence if outcome else "",
            settled_at=outcome.at if outcome else None,
        )
