"""POST /api/jobs/{job_id}/schedule, /pause, /resume."""

from collections.abc import Sequence
from datetime import timedelta

from litestar.params import JSONBody

from entrypoints.open_shop import OpenShop
from entrypoints.rest.caller import Caller
from entrypoints.rest.given import Given
from entrypoints.rest.job_status import schedule_views
from entrypoints.rest.parameters import TextPath
from entrypoints.rest.routes import changing
from entrypoints.rest.services import JobDesk
from entrypoints.wire.jobs import ScheduleView
from entrypoints.wire.requests import PauseRequest, ResumeRequest, ScheduleRequest
from job_core.rules.pausing import is_paused
from job_core.schedule import Cron, Interval, Trigger
from job_core.use_cases.schedule_entries import entries_of
from shared_kernel.errors import RejectedError


@changing("/api/jobs/{job_id:str}/schedule")
def schedule_job(
    job_id: TextPath,
    data: JSONBody[ScheduleRequest],
    opened: Given[OpenShop],
    jobs: Given[JobDesk],
    caller: Given[Caller],
) -> ScheduleView:
    """
    Change when a job is due, or tell what a change would bring; answers the next five times.
    """
    name = _the_one(jobs, opened.shop, job_id, data.name)
    changed = jobs.reschedule(
        opened.shop,
        job_id,
        name,
        _trigger(data),
        by=caller.by,
        zone=data.zone or "",
        dry_run=data.dry_run,
    )
    paused = is_paused(changed.entry, jobs.clock.now())
    return ScheduleView.of(changed.entry, paused=paused, next_times=changed.next_times)


@changing("/api/jobs/{job_id:str}/pause")
def pause_job(
    job_id: TextPath,
    opened: Given[OpenShop],
    jobs: Given[JobDesk],
    caller: Given[Caller],
    data: JSONBody[PauseRequest | None] = None,
) -> Sequence[ScheduleView]:
    """
    Let a job's due times pass, until a moment or until it is resumed.
    """
    wanted = data or PauseRequest()
    jobs.pause_job(opened.shop, job_id, by=caller.by, name=wanted.name or "", until=wanted.until)
    return schedule_views(jobs, opened.shop, job_id)


@changing("/api/jobs/{job_id:str}/resume")
def resume_job(
    job_id: TextPath,
    opened: Given[OpenShop],
    jobs: Given[JobDesk],
    caller: Given[Caller],
    data: JSONBody[ResumeRequest | None] = None,
) -> Sequence[ScheduleView]:
    """
    Let a job's due times count again.
    """
    wanted = data or ResumeRequest()
    jobs.resume_job(opened.shop, job_id, by=caller.by, name=wanted.name or "")
    return schedule_views(jobs, opened.shop, job_id)


def _trigger(wanted: ScheduleRequest) -> Trigger:
    if wanted.cron is not None and wanted.every_s is None:
        return Cron(wanted.cron)
    if wanted.every_s is not None and wanted.cron is None:
        return Interval(timedelta(seconds=wanted.every_s))
    raise RejectedError("give either cron or every_s", code="bad_schedule", field="cron")


def _the_one(jobs: JobDesk, shop: str, job: str, name: str | None) -> str:
    entries = entries_of(jobs.schedule_book, jobs.catalogue, shop, job, name or "")
    if len(entries) > 1:
        names = ", ".join(entry.name for entry in entries)
        raise RejectedError(
            f"the job has several schedules; name one of: {names}", code="invalid", field="name"
        )
    return entries[0].name


ROUTES = (schedule_job, pause_job, resume_job)
