"""Change when a job is due."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from job_core.ports.calendar import Calendar
from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.schedule_book import ScheduleBook
from job_core.schedule import ScheduleEntry, Trigger
from job_core.use_cases.schedule_entries import entries_of
from shared_kernel.clock import Clock

_TIMES_SHOWN = 5


@attrs.frozen(kw_only=True)
class Rescheduled:
    """
    An entry as changed, with its next five due times in UTC.
    """

    entry: ScheduleEntry
    next_times: Sequence[datetime]


@attrs.frozen(kw_only=True)
class Reschedule:
    """
    Give a schedule entry another trigger; survives restarts.
    """

    schedule_book: ScheduleBook
    calendar: Calendar
    catalogue: JobCatalogue
    clock: Clock

    def __call__(
        self,
        shop: str,
        job: str,
        name: str,
        trigger: Trigger,
        *,
        by: str,
        zone: str = "",
        dry_run: bool = False,
    ) -> Rescheduled:
        """
        Return the changed entry; an empty *zone* leaves its zone as it is.

        With *dry_run* nothing is changed: it only tells what would be.

        Raises:
            RejectedError: ``unknown_shop``, ``unknown_job``, ``unknown_schedule`` or
                ``bad_schedule``; nothing is changed then.
        """
        now = self.clock.now()
        before = entries_of(self.schedule_book, self.catalogue, shop, job, name)[0]
        entry = attrs.evolve(before, trigger=trigger, zone=zone or before.zone)
        times = self.calendar.next_times(entry.trigger, entry.zone, now, _TIMES_SHOWN)
        if dry_run:
            return Rescheduled(entry=entry, next_times=times)
        # What the new trigger says of the past must not count as late.
        last = self.schedule_book.last_tick(shop, job, name)
        if last is None or last < now:
            self.schedule_book.take_tick(shop, job, name, now)
        self.schedule_book.put(entry, by=by, at=now)
        return Rescheduled(entry=entry, next_times=times)
