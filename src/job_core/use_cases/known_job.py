"""Find a job of a shop by name."""

from job_core.job import Job
from job_core.ports.job_catalogue import JobCatalogue
from shared_kernel.errors import RejectedError


def known_job(catalogue: JobCatalogue, shop: str, job: str) -> Job:
    """
    Return the job.

    Raises:
        RejectedError: No such shop or job; code ``unknown_shop`` or ``unknown_job``.
    """
    shops = catalogue.shops()
    if shop not in shops:
        names = ", ".join(shops)
        raise RejectedError(
            f'there is no shop "{shop}"; known are: {names}', code="unknown_shop", field="shop"
        )
    found = job_named(catalogue, job)
    if found is None:
        names = ", ".join(one.id for one in catalogue.jobs())
        raise RejectedError(
            f'there is no job "{job}"; known are: {names}', code="unknown_job", field="job"
        )
    return found


def job_named(catalogue: JobCatalogue, job: str) -> Job | None:
    """
    Return the job of that name, or None.
    """
    return next((one for one in catalogue.jobs() if one.id == job), None)
