"""Resume a paused schedule."""

from collections.abc import Sequence

import attrs

from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.schedule_book import ScheduleBook
from job_core.schedule import ScheduleEntry
from job_core.use_cases.schedule_entries import entries_of
from shared_kernel.clock import Clock


@attrs.frozen(kw_only=True)
class ResumeJob:
    """
    Let a job's schedule count again; what was due while it was paused is not made up for.
    """

    schedule_book: ScheduleBook
    catalogue: JobCatalogue
    clock: Clock

    def __call__(self, shop: str, job: str, *, by: str, name: str = "") -> Sequence[ScheduleEntry]:
        """
        Return the resumed entries: the one of that name, or all of the job.

        Raises:
            RejectedError: ``unknown_shop``, ``unknown_job`` or ``unknown_schedule``.
        """
        resumed = [
            attrs.evolve(entry, paused=False, paused_until=None)
            for entry in entries_of(self.schedule_book, self.catalogue, shop, job, name)
        ]
        for entry in resumed:
            self.schedule_book.put(entry, by=by, at=self.clock.now())
        return resumed
