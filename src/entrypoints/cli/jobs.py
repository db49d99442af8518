"""temu-jtl jobs: what can be run, when it is due, what became of it."""

from collections.abc import Mapping
from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.job_choices import chosen
from entrypoints.cli.job_page import ScheduleView, print_schedules
from entrypoints.cli.options import Common
from entrypoints.cli.panels import WORK
from entrypoints.cli.person import person_at_terminal
from entrypoints.cli.schedules import pause, reschedule, resume
from entrypoints.cli.sync import answer, watching
from entrypoints.open_shop import OpenShop
from entrypoints.wire.runs import RunView
from job_core.run import Run, RunState
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Fact

app = App(
    name="jobs",
    help="See what is run and when; start, stop, pause and reschedule it.",
    group=WORK,
)


@app.command(name="list")
def list_jobs(*, common: Common | None = None) -> int:
    """
    List jobs with their schedules: when each is due next, and what is paused.
    """
    common = common or Common()
    with common.opened() as shop:
        shop.seed_schedules()
        now = shop.adapters.clock().now()
        calendar = shop.foreground().use_cases.calendar()
        entries = shop.adapters.schedule_book().entries(shop.shop)
        views = [ScheduleView.of(entry, calendar, now) for entry in entries]
    print_schedules(common.output, views)
    return ExitCode.OK


@app.command(name="runs")
def list_runs(
    job: str = "",
    *,
    state: RunState | None = None,
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=1000))] = 20,
    common: Common | None = None,
) -> int:
    """
    List the latest runs, those that are queued or waiting included.

    Parameters
    ----------
    job
        Only of this job.
    state
        Only in this state.
    limit
        At most so many.
    """
    common = common or Common()
    states = [state] if state else []
    with common.opened() as shop:
        found = shop.adapters.run_book().recent(shop.shop, job=job, states=states, limit=limit)
    runs = [RunView.of(run) for run in found]
    if common.json:
        common.output.document(runs)
        return ExitCode.OK
    common.output.table(
        "",
        ("run", "job", "state", "asked for (UTC)", "by", "seconds", "error"),
        (
            (r.run_id, r.job, r.state, r.requested_at, r.requested_by, r.duration_s, r.error)
            for r in runs
        ),
        empty="nothing was run yet",
    )
    return ExitCode.OK


@app.command(name="run")
def run_job(
    job: str,
    *choices: str,
    queue: Annotated[bool, Parameter(negative="")] = False,
    common: Common | None = None,
) -> int:
    """
    Run a job now and wait for it.

    Parameters
    ----------
    job
        Its name from the list.
    choices
        What is chosen about it, such as mode=quick or days_back=7.
    queue
        Leave it to the scheduler, which begins it within a minute.
    """
    common = common or Common()
    with common.opened() as shop:
        given = chosen(shop.foreground().use_cases.catalogue(), job, choices)
        if queue:
            request = shop.foreground().use_cases.request_run()
            return _queued(common, request(shop.shop, job, given, by=person_at_terminal()))
        return _run_here(common, shop, job, given)


@app.command(name="cancel")
def cancel(run: str, *, common: Common | None = None) -> int:
    """
    Cancel a run: at once while it waits, else after its present batch.

    Parameters
    ----------
    run
        The run's id from the list.
    """
    common = common or Common()
    with common.opened() as shop:
        _demand_own(shop, run)
        cancelled = shop.foreground().use_cases.cancel_run()(run, by=person_at_terminal())
    if common.json:
        common.output.document(RunView.of(cancelled))
    elif cancelled.state is RunState.CANCELLED:
        common.output.say(f"run {run} is cancelled")
    else:
        common.output.say(f"run {run} ends after its present batch")
    return ExitCode.OK


@app.command(name="retry")
def retry(
    run: str,
    *,
    queue: Annotated[bool, Parameter(negative="")] = False,
    common: Common | None = None,
) -> int:
    """
    Do the work of a finished run again, with the same choices, and wait for it.

    Parameters
    ----------
    run
        The run's id from the list.
    queue
        Leave it to the scheduler, which begins it within a minute.
    """
    common = common or Common()
    with common.opened() as shop:
        _demand_own(shop, run)
        foreground, by = shop.foreground(), person_at_terminal()
        asked = foreground.use_cases.retry_run()(run, by=by)
        if queue:
            return _queued(common, asked)
        with watching(common) as watch:
            return answer(common, shop, foreground.see_through(asked, by=by, watch=watch))


for _command in (pause, resume, reschedule):
    app.command(_command)


def _run_here(common: Common, shop: OpenShop, job: str, given: Mapping[str, Fact]) -> int:
    with watching(common) as watch:
        executed = shop.foreground()(shop.shop, job, given, by=person_at_terminal(), watch=watch)
        return answer(common, shop, executed)


def _queued(common: Common, run: Run) -> int:
    if common.json:
        common.output.document(RunView.of(run))
    else:
        common.output.say(f"run {run.id} is queued; a scheduler must be running to do it")
    return ExitCode.OK


def _demand_own(shop: OpenShop, run_id: str) -> None:
    run = shop.adapters.run_book().get(run_id)
    if run is None or run.shop != shop.shop:
        raise RejectedError(f"there is no run {run_id}", code="unknown_run", field="run_id")
