"""temu-jtl stop, resume, reconcile: the switches of a shop and its report."""

from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.output import Output
from entrypoints.cli.person import person_at_terminal, person_name
from entrypoints.cli.sentences import words
from entrypoints.open_shop import OpenShop
from entrypoints.wire.shop import ReconciliationView
from shared_kernel.run_context import RunContext
from temu_core.use_cases.reconcile_orders import ReconciliationReport


def stop(*, common: Common | None = None) -> int:
    """
    Stop all outside writes of a shop; reading goes on.
    """
    common = common or Common()
    with common.opened() as shop:

        def switch(run: RunContext) -> bool:
            at = shop.adapters.clock().now()
            shop.adapters.shop_register().stop(run.fence, by=person_name(), at=at)
            return True

        shop.by_person(switch, by=person_at_terminal(), what="stop")
    common.output.say(
        f"{shop.shop} is stopped: nothing is written outside until temu-jtl resume{common.again}"
    )
    return ExitCode.OK


def resume(*, common: Common | None = None) -> int:
    """
    Allow outside writes of a shop again.
    """
    common = common or Common()
    with common.opened() as shop:

        def switch(run: RunContext) -> bool:
            at = shop.adapters.clock().now()
            shop.adapters.shop_register().resume(run.fence, by=person_name(), at=at)
            return True

        shop.by_person(switch, by=person_at_terminal(), what="resume")
    common.output.say(f"{shop.shop} writes outside again.")
    return ExitCode.OK


def reconcile(
    *,
    days: Annotated[int, Parameter(validator=Number(gte=1, lte=90))] = 14,
    common: Common | None = None,
) -> int:
    """
    Ask the marketplace what it shows now and hold it against our books.

    Parameters
    ----------
    days
        Orders created in so many days (1 to 90).
    """
    common = common or Common()
    with common.opened() as shop:
        report = reconciliation(shop, days)
    view = ReconciliationView.of(report)
    if common.json:
        common.output.document(view)
    else:
        print_reconciliation(common.output, view)
    return ExitCode.OK if view.agrees else ExitCode.FAILED


def reconciliation(shop: OpenShop, days: int) -> ReconciliationReport:
    """
    Return the report of a shop.
    """
    report: ReconciliationReport = shop.by_person(
        lambda run: shop.use_cases.reconcile_orders()(run, shop.adapters.clock().now(), days=days),
        by=person_at_terminal(),
        what="reconcile",
    )
    return report


def print_reconciliation(output: Output, view: ReconciliationView) -> None:
    """
    Print the report; gaps by order number.
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
    if view.agrees:
        output.say(
            f"the marketplace shows {view.shown} orders, all {view.stored} are in the books.",
            style="bold green",
        )
        return
    output.say(
        f"the marketplace shows {view.shown} orders, only {view.stored} are in the books.",
        style="bold red",
    )
    output.say("missing: " + ", ".join(view.missing))
