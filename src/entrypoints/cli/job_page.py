"""How schedules are told."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from entrypoints.cli.output import Output
from job_core.ports.calendar import Calendar
from job_core.rules.pausing import is_paused
from job_core.schedule import Cron, ScheduleEntry
from shared_kernel.run_context import Fact

_TIMES_SHOWN = 5


@attrs.frozen(kw_only=True)
class ScheduleView:
    """
    A schedule entry with its next due times in UTC, as if it were not paused.
    """

    job: str
    name: str
    due: str
    zone: str
    parameters: Mapping[str, Fact]
    paused: bool
    paused_until: datetime | None
    next_times: tuple[datetime, ...]

    @classmethod
    def of(cls, entry: ScheduleEntry, calendar: Calendar, now: datetime) -> "ScheduleView":
        """
        Return an entry as it is told.
        """
        trigger = entry.trigger
        return cls(
            job=entry.job,
            name=entry.name,
            due=trigger.expression if isinstance(trigger, Cron) else f"every {trigger.every}",
            zone=entry.zone,
            parameters=dict(entry.parameters),
            paused=is_paused(entry, now),
            paused_until=entry.paused_until if is_paused(entry, now) else None,
            next_times=tuple(calendar.next_times(trigger, entry.zone, now, _TIMES_SHOWN)),
        )


def print_schedules(output: Output, schedules: Sequence[ScheduleView]) -> None:
    """
    Print schedules as a table, or as one document.
    """
    if output.as_json:
        output.document(schedules)
        return
    output.table(
        "",
        ("job", "schedule", "due", "paused", "next (UTC)"),
        (
            (
                schedule.job,
                schedule.name,
                schedule.due,
                _pause(schedule),
                ", ".join(f"{moment:%d.%m. %H:%M}" for moment in schedule.next_times),
            )
            for schedule in schedules
        ),
        empty="there are no schedules",
    )


def _pause(schedule: ScheduleView) -> str:
    if not schedule.paused:
        return ""
    until = schedule.paused_until
    return "until resumed" if until is None else f"until {until:%Y-%m-%d %H:%M} UTC"
