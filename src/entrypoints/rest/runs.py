"""GET /api/runs, /api/runs/{run_id}; POST …/cancel, …/retry."""

from typing import Annotated

from litestar.params import QueryParameter

from entrypoints.open_shop import OpenShop
from entrypoints.rest.caller import Caller
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import Limit, TextPath
from entrypoints.rest.routes import changing, reading
from entrypoints.rest.services import JobDesk, Services
from entrypoints.wire.lists import OutsideWriteList, RunList
from entrypoints.wire.runs import OutsideWriteView, RunPage, RunView
from job_core.run import Run, RunState
from shared_kernel.errors import RejectedError

JobFilter = Annotated[str, QueryParameter(name="job", max_length=40)]
StateFilter = Annotated[list[RunState] | None, QueryParameter(name="state", max_items=20)]
Before = Annotated[str, QueryParameter(max_length=64, description="The `next` of the page before.")]


@reading("/api/runs")
def list_runs(
    opened: Given[OpenShop],
    jobs: Given[JobDesk],
    job: JobFilter = "",
    states: StateFilter = None,
    before: Before = "",
    limit: Limit = 20,
) -> RunList:
    """
    List runs, newest first.
    """
    runs = jobs.run_book.recent(
        opened.shop, job=job, states=states or (), before=before, limit=limit
    )
    return RunList(
        items=[RunView.of(run) for run in runs],
        next=runs[-1].id if len(runs) == limit else "",
    )


@reading("/api/runs/{run_id:str}")
def show_run(run_id: TextPath, services: Given[Services]) -> RunPage:
    """
    Show one run: what each step did, and how much it changed outside.
    """
    run, shop = _known(services, run_id)
    return RunPage.with_writes(run, shop.adapters.outside_writes().counts_of_run(shop.shop, run.id))


@reading("/api/runs/{run_id:str}/writes")
def list_writes(
    run_id: TextPath, services: Given[Services], limit: Limit = 100
) -> OutsideWriteList:
    """
    List what a run changed outside, in the order in which it was decided.
    """
    run, shop = _known(services, run_id)
    writes = shop.adapters.outside_writes().of_run(shop.shop, run.id, limit)
    return OutsideWriteList(items=[OutsideWriteView.of(write) for write in writes])


@changing("/api/runs/{run_id:str}/cancel")
def cancel_run(run_id: TextPath, jobs: Given[JobDesk], caller: Given[Caller]) -> RunView:
    """
    Cancel a run; one that works ends at its next checkpoint.
    """
    return RunView.of(jobs.cancel_run(run_id, by=caller.by))


@changing("/api/runs/{run_id:str}/retry", status=202)
def retry_run(run_id: TextPath, jobs: Given[JobDesk], caller: Given[Caller]) -> RunView:
    """
    Ask for a new run with the choices of a finished one.
    """
    return RunView.of(jobs.retry_run(run_id, by=caller.by))


def _known(services: Services, run_id: str) -> tuple[Run, OpenShop]:
    run = services.jobs.run_book.get(run_id)
    if run is None or run.shop not in services.shops.opened:
        raise RejectedError("there is no such run", code="unknown_run", field="run_id")
    return run, services.shops.opened[run.shop]


ROUTES = (list_runs, show_run, list_writes, cancel_run, retry_run)
