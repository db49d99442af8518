"""temu-jtl runs: what was done, when, and what it said."""

from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.panels import MEND
from entrypoints.cli.report import print_run
from entrypoints.cli.sentences import sentence, words
from entrypoints.wire.logs import LogLineView
from entrypoints.wire.runs import OutsideWriteView, RunPage, RunView
from job_core.ports.run_log import LogFilter
from shared_kernel.errors import RejectedError

#: Of one run; more than any run says.
_MOST_LINES = 20_000

app = App(name="runs", help="See what was done, when, and what it said.", group=MEND)


@app.command(name="list")
def list_runs(
    *,
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=1000))] = 20,
    common: Common | None = None,
) -> int:
    """
    List the latest runs.

    Parameters
    ----------
    limit
        At most so many.
    """
    common = common or Common()
    with common.opened() as shop:
        runs = [RunView.of(r) for r in shop.adapters.run_book().recent(shop.shop, limit=limit)]
    if common.json:
        common.output.document(runs)
        return ExitCode.OK
    common.output.table(
        "",
        ("run", "job", "state", "started (UTC)", "seconds", "error"),
        (
            (r.run_id, r.job, words(r.state), r.started_at, r.duration_s, sentence(r.error))
            for r in runs
        ),
        empty="nothing was run yet",
        whole=("run", "job"),
    )
    return ExitCode.OK


@app.command(name="show")
def show_run(run: str, *, common: Common | None = None) -> int:
    """
    Show a run: its steps, its log, and what it wrote outside.

    Parameters
    ----------
    run
        The run's id from the list.
    """
    common = common or Common()
    with common.opened() as shop:
        found = shop.adapters.run_book().get(run)
        if found is None or found.shop != shop.shop:
            raise RejectedError(f"there is no run {run}", code="unknown_run", field="run_id")
        stored = shop.adapters.run_log().after(0, LogFilter(run_id=run), limit=_MOST_LINES)
        lines = [one.line for one in stored]
        writes = shop.adapters.outside_writes().of_run(shop.shop, run)
        counts = shop.adapters.outside_writes().counts_of_run(shop.shop, run)
    if common.json:
        common.output.document(
            {
                "run": RunPage.with_writes(found, counts),
                "log": [LogLineView.of(one) for one in stored],
                "outside_writes": [OutsideWriteView.of(write) for write in writes],
            }
        )
        return ExitCode.OK
    common.output.say(
        f"{found.id}   {found.job}   {words(found.state.value)}   "
        f"{found.started_at or found.requested_at:%Y-%m-%d %H:%M} UTC",
        style="bold",
    )
    print_run(common.output, found)
    common.output.table(
        "\nlog",
        ("time (UTC)", "level", "step", "what"),
        ((line.at, line.level.value, line.step, sentence(line.text)) for line in lines),
        empty="\nit said nothing",
        whole=("time (UTC)",),
    )
    common.output.table(
        "\nwritten outside",
        ("what", "whom", "content", "outcome"),
        (
            (
                write.intent.kind.value,
                write.intent.subject,
                write.intent.summary,
                write.outcome.outcome.value if write.outcome else "open",
            )
            for write in writes
        ),
        empty="\nit wrote nothing outside",
    )
    return ExitCode.OK
