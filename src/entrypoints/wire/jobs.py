"""Jobs, schedules and figures as other programs see them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from entrypoints.wire.runs import RunView
from job_core.job import Job, Parameter
from job_core.rules.figures import Figures
from job_core.schedule import Cron, Interval, ScheduleEntry
from shared_kernel.run_context import Fact


@attrs.frozen(kw_only=True)
class ParameterView:
    """
    One thing that may be chosen about a run.
    """

    name: str
    kind: str
    description: str
    default: Fact
    choices: tuple[str, ...]
    least: int
    most: int

    @classmethod
    def of(cls, parameter: Parameter) -> "ParameterView":
        """
        Return a parameter as others see it.
        """
        return cls(
            name=parameter.name,
            kind=parameter.kind.value,
            description=parameter.description,
            default=parameter.default,
            choices=parameter.choices,
            least=parameter.least,
            most=parameter.most,
        )


@attrs.frozen(kw_only=True)
class ScheduleView:
    """
    One reason for a job to run; either ``cron`` or ``every_s`` is given.
    """

    name: str
    cron: str | None
    every_s: int | None
    zone: str
    parameters: Mapping[str, Fact]
    #: True also while it is paused until a moment.
    paused: bool
    paused_until: datetime | None
    #: UTC; as if it were not paused.
    next_times: Sequence[datetime]

    @classmethod
    def of(
        cls, entry: ScheduleEntry, *, paused: bool, next_times: Sequence[datetime]
    ) -> "ScheduleView":
        """
        Return a schedule entry as others see it.
        """
        trigger = entry.trigger
        return cls(
            name=entry.name,
            cron=trigger.expression if isinstance(trigger, Cron) else None,
            every_s=int(trigger.every.total_seconds()) if isinstance(trigger, Interval) else None,
            zone=entry.zone,
            parameters=dict(entry.parameters),
            paused=paused,
            paused_until=entry.paused_until if paused else None,
            next_times=next_times,
        )


@attrs.frozen(kw_only=True)
class JobView:
    """
    A job with what may be chosen and when it is due.
    """

    id: str
    shop: str
    description: str
    deadline_s: int
    #: Attempts in all when the other side is away.
    attempts: int
    parameters: Sequence[ParameterView]
    schedules: Sequence[ScheduleView]

    @classmethod
    def of(cls, job: Job, shop: str, schedules: Sequence[ScheduleView]) -> "JobView":
        """
        Return a job of a shop as others see it.
        """
        return cls(
            id=job.id,
            shop=shop,
            description=job.description,
            deadline_s=int(job.deadline.total_seconds()),
            attempts=job.retry.most,
            parameters=[ParameterView.of(parameter) for parameter in job.parameters],
            schedules=schedules,
        )


@attrs.frozen(kw_only=True)
class FiguresView:
    """
    How well a job's runs went; rates from 0 to 1, nothing while there is no finished run.
    """

    window_hours: int
    runs: int
    success_rate: float | None
    error_rate: float | None
    average_s: float | None
    maximum_s: float | None
    last_error: str
    retries: int

    @classmethod
    def of(cls, figures: Figures, window_hours: int) -> "FiguresView":
        """
        Return figures as others see them.
        """
        return cls(
            window_hours=window_hours,
            runs=figures.runs,
            success_rate=figures.success_rate,
            error_rate=figures.error_rate,
            average_s=figures.average_s,
            maximum_s=figures.maximum_s,
            last_error=figures.last_error,
            retries=figures.retries,
        )


@attrs.frozen(kw_only=True)
class JobPage:
    """
    One job, whole.
    """

    job: JobView
    figures: FiguresView
    #: Newest first.
    runs: Sequence[RunView]


@attrs.frozen(kw_only=True)
class JobStatusView:
    """
    How a job stands now.
    """

    id: str
    shop: str
    #: ``idle``, or the state of the run that is queued, waiting or running.
    state: str
    #: That run; empty while it is idle.
    run_id: str
    #: The run that ended last; empty when none did.
    last_run_id: str
    last_state: str
    last_finished_at: datetime | None
    last_duration_s: float | None
    last_error: str
    #: None of its due times counts now.
    paused: bool
    #: When it goes on by itself; None when not paused, or until a person resumes it.
    paused_until: datetime | None
    next_due: datetime | None
