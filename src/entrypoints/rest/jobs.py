"""GET /api/jobs, /api/jobs/status, /api/jobs/{job_id}."""

from datetime import timedelta
from typing import Annotated

from litestar.params import QueryParameter

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.job_status import job_statuses, schedule_views
from entrypoints.rest.parameters import TextPath
from entrypoints.rest.routes import reading
from entrypoints.rest.services import JobDesk
from entrypoints.wire.jobs import FiguresView, JobPage, JobView
from entrypoints.wire.lists import JobList, JobStatusList
from entrypoints.wire.runs import RunView
from job_core.use_cases.known_job import known_job

_RUNS_SHOWN = 10

Window = Annotated[
    int,
    QueryParameter(ge=1, le=24 * 90, description="The figures are of so many last hours."),
]


@reading("/api/jobs")
def list_jobs(opened: Given[OpenShop], jobs: Given[JobDesk]) -> JobList:
    """
    List the jobs with what may be chosen and when they are due.
    """
    return JobList(
        items=[
            JobView.of(job, opened.shop, schedule_views(jobs, opened.shop, job.id))
            for job in jobs.catalogue.jobs()
        ]
    )


@reading("/api/jobs/status")
def job_status(opened: Given[OpenShop], jobs: Given[JobDesk]) -> JobStatusList:
    """
    Say how every job stands now.
    """
    return JobStatusList(
        shop=opened.shop, at=jobs.clock.now(), items=job_statuses(jobs, opened.shop)
    )


@reading("/api/jobs/{job_id:str}")
def show_job(
    job_id: TextPath,
    opened: Given[OpenShop],
    jobs: Given[JobDesk],
    window_hours: Window = 24,
) -> JobPage:
    """
    Show one job: its schedules, its figures over a window, its latest runs.
    """
    job, shop = known_job(jobs.catalogue, opened.shop, job_id), opened.shop
    figures = jobs.job_figures(shop, job.id, timedelta(hours=window_hours))
    runs = jobs.run_book.recent(shop, job=job.id, limit=_RUNS_SHOWN)
    return JobPage(
        job=JobView.of(job, shop, schedule_views(jobs, shop, job.id)),
        figures=FiguresView.of(figures, window_hours),
        runs=[RunView.of(run) for run in runs],
    )


ROUTES = (list_jobs, job_status, show_job)
