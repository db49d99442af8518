"""The calendar as a trigger of APScheduler."""

from datetime import datetime, timedelta

from apscheduler.triggers.base import BaseTrigger

from job_core.ports.calendar import Calendar
from job_core.schedule import ScheduleEntry
from shared_kernel.clock import Clock

#: Later than due by so much, so that the clock shows the due time for certain.
_MARGIN = timedelta(milliseconds=20)


class CalendarTrigger(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """
    Fires when the calendar says an entry is due next.

    Args:
        calendar: Knows change days.
        clock: Ours; a demonstration's runs ahead of the machine's.
        entry: Whose trigger and zone count.
    """

    def __init__(self, calendar: Calendar, clock: Clock, entry: ScheduleEntry) -> None:
        self._calendar = calendar
        self._clock = clock
        self._entry = entry

    def get_next_fire_time(
        self, _previous_fire_time: datetime | None, now: datetime
    ) -> datetime | None:
        """
        Return the machine's time at which our clock shows the next due time.

        What was missed is not made up for here: a tick coalesces it.
        """
        ours = self._clock.now()
        times = self._calendar.next_times(self._entry.trigger, self._entry.zone, ours, 1)
        return now + (times[0] - ours) + _MARGIN if times else None
