"""temu-jtl sync: run a workflow once."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import attrs
from cyclopts import App, Parameter
from cyclopts.validators import Number

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.output import make_console
from entrypoints.cli.panels import WORK
from entrypoints.cli.person import person_at_terminal
from entrypoints.cli.report import print_execution
from entrypoints.cli.watching import TerminalWatch
from entrypoints.open_shop import OpenShop
from job_core.run import RunState
from job_core.use_cases.execute_run import Execution
from shared_kernel.errors import RejectedError
from temu_core.order import MarketplaceStatus
from temu_core.payload import Call
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncMode, OrderSyncRequest, SyncResult

app = App(name="sync", help="Bring marketplace and ERP in step, once.", group=WORK)

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
    csv: Path | None = None,
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
    csv
        Take the orders of this file, exported in Temu's Seller Center, instead of asking for the
        list; what is new on Temu is then not ticked off.
    dry_run
        Show what would be written outside, and write nothing there.
    time_limit
        Seconds after which a run ends and, while there is a backlog, the next one follows.
    """
    common = common or Common()
    if csv and (from_run or days_back is not None or status or mode != "full"):
        raise RejectedError(
            "--csv takes all orders of the file; leave --mode, --days-back, --status "
            "and --from-run out",
            field="csv",
        )
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
        _refuse_unknown_run(shop, from_run)
        if csv:
            request = attrs.evolve(request, file=_kept(shop, csv))
        execution = shop.sync_orders(request, watch, by=person_at_terminal())
        return answer(common, shop, execution)


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
        Seconds after which the run ends; what was accepted by then is kept.
    """
    common = common or Common()
    request = InventorySyncRequest(mode=InventorySyncMode(mode), dry_run=dry_run)
    with common.opened(deadline=timedelta(seconds=time_limit)) as shop, watching(common) as watch:
        return answer(common, shop, shop.sync_inventory(request, watch, by=person_at_terminal()))


def _refuse_unknown_run(shop: OpenShop, run: str) -> None:
    """
    Refuse a recorded run without answers: reading it would look like a quiet day.
    """
    kept = shop.adapters.raw_answers()
    if run and next(iter(kept.of_run(shop.shop, run, Call.ORDERS)), None) is None:
        known = ", ".join(kept.runs(shop.shop, limit=5)) or "none"
        raise RejectedError(f"run {run} kept no order lists; the last runs: {known}", field="run")


def _kept(shop: OpenShop, csv: Path) -> str:
    """
    Return the name of a private copy: what a person does to the file later changes nothing.
    """
    try:
        with csv.open("rb") as source:
            return str(shop.adapters.order_files().keep(iter(lambda: source.read(1 << 16), b"")))
    except OSError as error:
        raise RejectedError(f"{csv}: {error.strerror or error}", field="csv") from error


def watching(common: Common) -> TerminalWatch:
    """
    Return the terminal as a watch; progress goes to standard error.
    """
    return TerminalWatch(make_console(stderr=True), verbose=common.verbose)


def answer(common: Common, shop: OpenShop, execution: Execution[SyncResult]) -> int:
    """
    Tell what a sync did; return the exit code.
    """
    held = sum(shop.adapters.order_book().held_counts(shop.shop).values())
    print_execution(common.output, execution, held=held, options=common.again)
    if execution.run.state is not RunState.SUCCESS:
        return ExitCode.FAILED
    return ExitCode.HELD if held else ExitCode.OK
