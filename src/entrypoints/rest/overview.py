"""GET /api/overview."""

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.job_status import job_statuses
from entrypoints.rest.routes import reading
from entrypoints.rest.services import JobDesk
from entrypoints.wire.start_page import StartPage


@reading("/api/overview")
def overview(opened: Given[OpenShop], jobs: Given[JobDesk]) -> StartPage:
    """
    Return all figures of a start page.
    """
    return StartPage.of(
        opened,
        job_statuses(jobs, opened.shop),
        at=jobs.clock.now(),
        log_position=jobs.run_log.last_position(),
    )


ROUTES = (overview,)
