"""temu-jtl reconcile: the marketplace's orders against our books."""

from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.output import Output
from entrypoints.cli.person import person_at_terminal
from entrypoints.cli.sentences import words
from entrypoints.cli.sync import watching
from entrypoints.jobs import RECONCILED_DAYS
from entrypoints.open_shop import NotDoneError, OpenShop
from entrypoints.wire.reconciliation import ReconciliationView
from job_core.run import RunState
from job_core.watch import Watch
from shared_kernel.errors import RejectedError
from temu_core.reconciliation import ReconciliationReport


def reconcile(
    *,
    days: Annotated[int, Parameter(validator=Number(gte=1, lte=90))] = RECONCILED_DAYS,
    last: Annotated[bool, Parameter(negative="")] = False,
    common: Common | None = None,
) -> int:
    """
    Ask the marketplace what it shows now and hold it against our books.

    Parameters
    ----------
    days
        Orders placed in so many days (1 to 90).
    last
        Show the last report again and ask nobody.
    """
    common = common or Common()
    with common.opened() as shop, watching(common) as watch:
        report = _kept(shop) if last else reconciliation(shop, days, watch)
    view = ReconciliationView.of(report)
    if common.json:
        common.output.document(view)
    else:
        print_reconciliation(common.output, view, common.again)
    return ExitCode.OK if view.agrees else ExitCode.FAILED


def reconciliation(shop: OpenShop, days: int, watch: Watch | None = None) -> ReconciliationReport:
    """
    Run the reconciliation of a shop and return its report.

    Raises:
        NotDoneError: It could not be made; says why.
    """
    run = shop.reconcile(days, watch, by=person_at_terminal()).run
    report = shop.adapters.reconciliations().last(shop.shop)
    if report is None or (run.state is not RunState.SUCCESS and report.complete):
        raise NotDoneError(run.error, code=run.error_code)
    return report


def print_reconciliation(output: Output, view: ReconciliationView, options: str = "") -> None:
    """
    Print the report: by state, by day where something differs, gaps by order number.
    """
    output.table(
        "",
        ("ledger state", "orders"),
        [
            *((words(s), n) for s, n in sorted(view.by_state.items())),
            ("sum", sum(view.by_state.values())),
        ],
        empty="",
    )
    known = view.stored == view.shown
    output.say(
        f"the marketplace shows {view.shown} orders, "
        + (f"all {view.stored}" if known else f"{view.stored} of them")
        + " are in the books.",
        style="bold green" if known else "bold",
    )
    if view.newer:
        output.say(f"{view.newer} changed after the last sync; the next one takes them.")
    if not view.complete:
        output.say(
            "the list kept changing while it was read; what differs may be incomplete.",
            style="bold red",
        )
    if not view.gap_count:
        return
    output.say(f"{view.gap_count} orders differ.", style="bold red")
    output.table(
        "",
        ("day", "shown", "stored", "differ"),
        ((day.day, day.shown, day.stored, day.gaps) for day in view.per_day if day.gaps),
        empty="",
    )
    output.table(
        "",
        ("order", "what", "there", "here"),
        ((gap.number, words(gap.kind), words(gap.there), words(gap.here)) for gap in view.gaps),
        empty="",
        whole=("order",),
    )
    if view.missing:
        output.say(f"take them in: temu-jtl orders backfill NUMBER…{options}")


def _kept(shop: OpenShop) -> ReconciliationReport:
    report = shop.adapters.reconciliations().last(shop.shop)
    if report is None:
        raise RejectedError("there is no report yet; leave --last out")
    return report
