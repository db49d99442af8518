"""Pause a job's schedule."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.schedule_book import ScheduleBook
from job_core.schedule import ScheduleEntry
from job_core.use_cases.schedule_entries import entries_of
from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError


@attrs.frozen(kw_only=True)
class PauseJob:
    """
    Let a job's due times pass, for good or until a moment; survives restarts.

    What a person asks for by hand still runs.
    """

    schedule_book: ScheduleBook
    catalogue: JobCatalogue
    clock: Clock

    def __call__(
        self, shop: str, job: str, *, by: str, name: str = "", until: datetime | None = None
    ) -> Sequence[ScheduleEntry]:
        """
        Return the paused entries: the one of that name, or all of the job.

        Raises:
            RejectedError: ``unknown_shop``, ``unknown_job``, ``unknown_schedule``, or
                ``wrong_parameter`` (field ``until``) when *until* has passed.
        """
        now = self.clock.now()
        if until is not None and until <= now:
            raise RejectedError(
                f"{until:%Y-%m-%d %H:%M %Z} has passed; name a later time",
                code="wrong_parameter",
                field="until",
            )
        paused = [
            attrs.evolve(entry, paused=until is None, paused_until=until)
            for entry in entries_of(self.schedule_book, self.catalogue, shop, job, name)
        ]
        for entry in paused:
            self.schedule_book.put(entry, by=by, at=now)
        return paused
