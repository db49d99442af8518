"""How the jobs of a shop stand."""

from collections.abc import Sequence
from datetime import datetime

from entrypoints.rest.services import JobDesk
from entrypoints.wire.jobs import JobStatusView, ScheduleView
from job_core.rules.pausing import goes_on_at, is_paused, paused_altogether
from job_core.rules.run_states import ACTIVE
from job_core.run import Run, RunState
from job_core.schedule import ScheduleEntry

_TIMES_SHOWN = 5
#: The one to show when several are under way.
_NEAREST = (RunState.RUNNING, RunState.QUEUED, RunState.WAITING)
_FINISHED = frozenset(RunState) - ACTIVE


def job_statuses(jobs: JobDesk, shop: str) -> Sequence[JobStatusView]:
    """
    Return how every job of *shop* stands, in the catalogue's order.
    """
    entries = jobs.schedule_book.entries(shop)
    return [
        _status(jobs, shop, job.id, [entry for entry in entries if entry.job == job.id])
        for job in jobs.catalogue.jobs()
    ]


def schedule_views(jobs: JobDesk, shop: str, job: str) -> Sequence[ScheduleView]:
    """
    Return when a job is due.
    """
    now = jobs.clock.now()
    return [
        ScheduleView.of(
            entry,
            paused=is_paused(entry, now),
            next_times=jobs.calendar.next_times(entry.trigger, entry.zone, now, _TIMES_SHOWN),
        )
        for entry in jobs.schedule_book.entries(shop)
        if entry.job == job
    ]


def _status(jobs: JobDesk, shop: str, job: str, entries: Sequence[ScheduleEntry]) -> JobStatusView:
    now = jobs.clock.now()
    active = jobs.run_book.recent(shop, job=job, states=ACTIVE, limit=20)
    nearest = min(active, key=lambda run: _NEAREST.index(run.state), default=None)
    finished = jobs.run_book.recent(shop, job=job, states=_FINISHED, limit=1)
    last = finished[0] if finished else None
    due = [_next(jobs, entry, now) for entry in entries if not is_paused(entry, now)]
    return JobStatusView(
        id=job,
        shop=shop,
        state=nearest.state.value if nearest else "idle",
        run_id=nearest.id if nearest else "",
        last_run_id=last.id if last else "",
        last_state=last.state.value if last else "",
        last_finished_at=last.finished_at if last else None,
        last_duration_s=_took(last),
        last_error=last.error if last else "",
        paused=paused_altogether(entries, now),
        paused_until=goes_on_at(entries, now),
        next_due=min((moment for moment in due if moment is not None), default=None),
    )


def _next(jobs: JobDesk, entry: ScheduleEntry, now: datetime) -> datetime | None:
    times = jobs.calendar.next_times(entry.trigger, entry.zone, now, 1)
    return times[0] if times else None


def _took(run: Run | None) -> float | None:
    if run is None or run.started_at is None or run.finished_at is None:
        return None
    return round((run.finished_at - run.started_at).total_seconds(), 3)
