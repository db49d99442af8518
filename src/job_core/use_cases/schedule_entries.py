"""Find the schedule entries a person means."""

from collections.abc import Sequence

from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.schedule_book import ScheduleBook
from job_core.schedule import ScheduleEntry
from job_core.use_cases.known_job import known_job
from shared_kernel.errors import RejectedError


def entries_of(
    book: ScheduleBook, catalogue: JobCatalogue, shop: str, job: str, name: str
) -> Sequence[ScheduleEntry]:
    """
    Return the entry of that name, or all of the job when *name* is empty.

    Raises:
        RejectedError: ``unknown_shop``, ``unknown_job`` or ``unknown_schedule``.
    """
    known_job(catalogue, shop, job)
    all_of_job = [entry for entry in book.entries(shop) if entry.job == job]
    found = [entry for entry in all_of_job if name in ("", entry.name)]
    if not found:
        names = ", ".join(entry.name for entry in all_of_job) or "none"
        raise RejectedError(
            f'{job} of {shop} has no schedule "{name}"; it has: {names}',
            code="unknown_schedule",
            field="name",
        )
    return found
