"""POST /api/jobs/{job_id}/run-now."""

import asyncio
import threading
from time import monotonic
from typing import Annotated

from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody, QueryParameter

from entrypoints.rest.caller import Caller
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import ShopQuery, TextPath
from entrypoints.rest.routes import changing
from entrypoints.rest.services import JobDesk, Services
from entrypoints.wire.requests import RunRequest
from entrypoints.wire.runs import RunView
from job_core.rules.run_states import is_finished
from job_core.run import Run
from shared_kernel.errors import RejectedError

_LOOK_EVERY_S = 0.2

Wait = Annotated[
    float,
    QueryParameter(
        ge=0, le=60, description="Answer when the run has ended, or after so many seconds."
    ),
]


@changing(
    ["/api/jobs/{job_id:str}/run-now", "/api/jobs/{job_id:str}/execute"],
    status=202,
)
async def run_now(
    job_id: TextPath,
    services: Given[Services],
    caller: Given[Caller],
    data: JSONBody[RunRequest | None] = None,
    shop: ShopQuery = None,
    wait: Wait = 0,
) -> RunView:
    """
    Run a job now; a run that is under way is named in the answer 409.
    """
    run = await sync_to_thread(_requested, services, job_id, data or RunRequest(), shop, caller)
    # Not in a thread: whoever waits must not keep others from being served.
    return RunView.of(await awaited(services.jobs, run, wait, services.stopping))


def _requested(
    services: Services, job: str, wanted: RunRequest, shop: str | None, caller: Caller
) -> Run:
    if shop is not None and wanted.shop not in (None, shop):
        raise RejectedError("the URL and the body name two shops", code="invalid", field="shop")
    opened = services.shops.named(shop if shop is not None else wanted.shop)
    return services.jobs.request_run(
        opened.shop, job, wanted.parameters, by=caller.by, queue_behind=wanted.queue_behind
    )


async def awaited(jobs: JobDesk, run: Run, wait_s: float, stopping: threading.Event) -> Run:
    """
    Return *run* as it stands when it has ended, or after so many seconds.
    """
    until = monotonic() + wait_s
    while not (is_finished(run) or stopping.is_set()) and monotonic() < until:
        await asyncio.sleep(_LOOK_EVERY_S)
        run = await sync_to_thread(_now, jobs, run)
    return run


def _now(jobs: JobDesk, run: Run) -> Run:
    return jobs.run_book.get(run.id) or run


ROUTES = (run_now,)
