"""temu-jtl jobs pause, resume, reschedule: when a job is due."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from cyclopts import Parameter
from cyclopts.validators import Number

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.job_page import ScheduleView, print_schedules
from entrypoints.cli.options import Common
from entrypoints.cli.person import person_at_terminal
from entrypoints.open_shop import OpenShop
from job_core.schedule import Cron, Interval, Trigger
from shared_kernel.errors import RejectedError


def pause(
    job: str,
    *,
    name: str = "",
    until: datetime | None = None,
    common: Common | None = None,
) -> int:
    """
    Pause a job's schedule; what is asked for by hand still runs.

    Parameters
    ----------
    job
        Its name from the list.
    name
        Only this schedule of the job.
    until
        Go on by itself then, such as 2026-03-02T18:00; in the ERP's time zone.
    """
    common = common or Common()
    with common.opened() as shop:
        shop.seed_schedules()
        pausing = shop.foreground().use_cases.pause_job()
        moment = _in_utc(until, shop) if until else None
        paused = pausing(shop.shop, job, by=person_at_terminal(), name=name, until=moment)
        return _answer_schedules(common, shop, [entry.name for entry in paused], job)


def resume(job: str, *, name: str = "", common: Common | None = None) -> int:
    """
    Let a paused schedule count again.

    Parameters
    ----------
    job
        Its name from the list.
    name
        Only this schedule of the job.
    """
    common = common or Common()
    with common.opened() as shop:
        shop.seed_schedules()
        resuming = shop.foreground().use_cases.resume_job()
        resumed = resuming(shop.shop, job, by=person_at_terminal(), name=name)
        return _answer_schedules(common, shop, [entry.name for entry in resumed], job)


def reschedule(
    job: str,
    name: str,
    *,
    cron: str = "",
    every: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
    zone: str = "",
    dry_run: bool = False,
    common: Common | None = None,
) -> int:
    """
    Change when a job is due; shows the next five times.

    Parameters
    ----------
    job
        Its name from the list.
    name
        The schedule's name from the list.
    cron
        Five fields: minute hour day month weekday, such as "0 3 * * *".
    every
        Every so many minutes.
    zone
        Time zone of the cron expression, such as Europe/Berlin.
    dry_run
        Only show the next five times; change nothing.
    """
    common = common or Common()
    trigger = _trigger(cron, every)
    with common.opened() as shop:
        shop.seed_schedules()
        use_cases = shop.foreground().use_cases
        changed = use_cases.reschedule()(
            shop.shop, job, name, trigger, by=person_at_terminal(), zone=zone, dry_run=dry_run
        )
        now = shop.adapters.clock().now()
        view = ScheduleView.of(changed.entry, use_cases.calendar(), now)
    print_schedules(common.output, [view])
    return ExitCode.OK


def _answer_schedules(common: Common, shop: OpenShop, names: list[str], job: str) -> int:
    now, calendar = shop.adapters.clock().now(), shop.foreground().use_cases.calendar()
    entries = shop.adapters.schedule_book().entries(shop.shop)
    shown = [e for e in entries if e.job == job and e.name in names]
    print_schedules(common.output, [ScheduleView.of(entry, calendar, now) for entry in shown])
    return ExitCode.OK


def _trigger(cron: str, every: int | None) -> Trigger:
    if bool(cron) == (every is not None):
        raise RejectedError("give either --cron or --every", code="bad_schedule", field="cron")
    return Cron(cron) if cron else Interval(timedelta(minutes=every or 0))


def _in_utc(moment: datetime, shop: OpenShop) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(shop.zone))
    return moment.astimezone(UTC)
