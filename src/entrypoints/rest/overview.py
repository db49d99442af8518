"""GET /api/overview."""

from entrypoints.open_shop import OpenShop
from entrypoints.rest.caller import Caller
from entrypoints.rest.given import Given
from entrypoints.rest.job_status import job_statuses
from entrypoints.rest.routes import reading
from entrypoints.rest.services import JobDesk, Services
from entrypoints.wire.start_page import StartPage


@reading("/api/overview")
def overview(
    opened: Given[OpenShop],
    jobs: Given[JobDesk],
    services: Given[Services],
    caller: Given[Caller],
) -> StartPage:
    """
    Return all figures of a start page.
    """
    return StartPage.of(
        opened,
        job_statuses(jobs, opened.shop),
        at=jobs.clock.now(),
        log_position=jobs.run_log.last_position(),
        role=caller.role.value,
        shops=services.shops.views(),
    )


ROUTES = (overview,)
