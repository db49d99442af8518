"""temu-jtl sync: run a workflow once."""

from datetime import timedelta
from typing import Annotated, Literal

from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.console import Console

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.person import person_at_terminal
from entrypoints.cli.report import print_execution
from entrypoints.cli.watching import TerminalWatch
from entrypoints.open_shop import OpenShop
from job_core.run import RunState
from job_core.use_cases.execute_run import Execution
from temu_core.order import MarketplaceStatus
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncMode, OrderSyncRequest, SyncResult

app = App(name="sync", help="Bring marketplace and ERP in step, once.")

_Status = Literal[
    "pending",
    "unshipped",
    "cancelled",
    "partially_shipped",
    "shipped",
    "partially_delivered",
    "delivered",
]


@app.command(name="orders")
def orders(
    *,
    mode: Literal["full", "tracking_only"] = "full",
    days_back: Annotated[int | None, Parameter(validator=Number(gte=1, lte=90))] = None,
    status: _Status | None = None,
    from_run: str = "",
    dry_run: Annotated[bool, Parameter(negative="")] = False,
    time_limit: Annotated[int, Parameter(validator=Number(gte=10, lte=86400))] = 300,
    common: Common | None = None,
) -> int:
    """
    Take orders from the marketplace to the ERP, and parcels back.

    Parameters
    ----------
    mode
        full: all five steps; tracking_only: only parcels (steps 4 and 5).
    days_back
        List what changed in so many days (1 to 90), however much is known already.
    status
        Only orders of this marketplace status; what is new is then not ticked off.
    from_run
        Read the recorded answers of this run instead of asking the marketplace for the list.
    dry_run
        Show what would be written outside, and write nothing there.
    time_limit
        Seconds after which a run ends and, while there is a backlog, the next one follows.
    """
    common = common or Common()
    request = OrderSyncRequest(
        mode=OrderSyncMode(mode),
        days_back=days_back,
        status=MarketplaceStatus(status) if status else None,
        dry_run=dry_run,
    )
    with (
        common.opened(recorded_run=from_run, deadline=timedelta(seconds=time_limit)) as shop,
        watching(common) as watch,
    ):
        return answer(common, shop, shop.sync_orders(request, watch, by=person_at_terminal()))


@app.command(name="inventory")
def inventory(
    *,
    mode: Literal["full", "quick"] = "full",
    dry_run: Annotated[bool, Parameter(negative="")] = False,
    time_limit: Annotated[int, Parameter(validator=Number(gte=10, lte=86400))] = 60,
    common: Common | None = None,
) -> int:
    """
    Take the ERP's stock to the marketplace.

    Parameters
    ----------
    mode
        full: list the offers anew first; quick: compute and send only (steps 3 and 4).
    dry_run
        Show what would be written outside, and write nothing there.
    time_limit
        Seconds after which a run ends; what was accepted by then is kept and the next goes on.
    """
    common = common or Common()
    request = InventorySyncRequest(mode=InventorySyncMode(mode), dry_run=dry_run)
    with common.opened(deadline=timedelta(seconds=time_limit)) as shop, watching(common) as watch:
        return answer(common, shop, shop.sync_inventory(request, watch, by=person_at_terminal()))


def watching(common: Common) -> TerminalWatch:
    """
    Return the terminal as a watch; progress goes to standard error.
    """
    return TerminalWatch(Console(stderr=True, highlight=False), verbose=common.verbose)


def answer(common: Common, shop: OpenShop, execution: Execution[SyncResult]) -> int:
    """
    Tell what a sync did; return the exit code.
    """
    held = sum(shop.adapters.order_book().held_counts(shop.shop).values())
    print_execution(common.output, execution, held=held)
    if execution.run.state is not RunState.SUCCESS:
        return ExitCode.FAILED
    return ExitCode.HELD if held else ExitCode.OK
