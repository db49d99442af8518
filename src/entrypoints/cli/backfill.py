"""temu-jtl orders backfill: take orders that are named."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from entrypoints.cli.options import Common
from entrypoints.cli.order_numbers import order_numbers
from entrypoints.cli.person import person_at_terminal
from entrypoints.cli.sync import answer, watching
from shared_kernel.errors import RejectedError
from temu_core.rules.backfill import Backfill, complaint
from temu_core.use_cases.sync_orders import OrderSyncRequest


def backfill(
    *numbers: str,
    file: Path | None = None,
    placed_from: Annotated[date | None, Parameter(name="--from")] = None,
    placed_to: Annotated[date | None, Parameter(name="--to")] = None,
    dry_run: Annotated[bool, Parameter(negative="")] = False,
    common: Common | None = None,
) -> int:
    """
    Take orders by number or by the days they were placed on; what is new is not ticked off.

    Parameters
    ----------
    numbers
        Order numbers, at most 1,000.
    file
        A file with an order number a line; - is standard input.
    placed_from
        The first day (2026-12-01), in the ERP's time zone.
    placed_to
        The last day, at most 90 days.
    dry_run
        Show what would be written outside, and write nothing there.
    """
    common = common or Common()
    wanted = Backfill(
        numbers=order_numbers(numbers, file), placed_from=placed_from, placed_to=placed_to
    )
    if not wanted:
        raise RejectedError("name orders, a --file, or --from and --to", field="numbers")
    if wrong := complaint(wanted.numbers, placed_from, placed_to):
        raise RejectedError(wrong[1], field=wrong[0])
    with common.opened() as shop, watching(common) as watch:
        request = OrderSyncRequest(backfill=wanted, dry_run=dry_run)
        return answer(common, shop, shop.sync_orders(request, watch, by=person_at_terminal()))
