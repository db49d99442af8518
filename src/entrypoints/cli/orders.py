"""temu-jtl orders: look at orders and mend held ones."""

from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from entrypoints.cli import mending
from entrypoints.cli.backfill import backfill
from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.held_orders import print_held
from entrypoints.cli.options import Common
from entrypoints.cli.order_page import print_order
from entrypoints.cli.panels import MEND
from entrypoints.cli.raw_answers import raw
from entrypoints.cli.sentences import sentence, words
from entrypoints.wire.orders import OrderPage, OrderSummary
from shared_kernel.errors import RejectedError
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import OrderNumber

app = App(name="orders", help="Look at orders and mend those that are held.", group=MEND)


@app.command(name="list")
def list_orders(
    text: str = "",
    *,
    state: LedgerState | None = None,
    reason: HoldReason | None = None,
    held: Annotated[bool, Parameter(negative="")] = False,
    newest: Annotated[bool, Parameter(negative="")] = False,
    after: str = "",
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=1000))] = 100,
    common: Common | None = None,
) -> int:
    """
    List orders by number; with --held also what to do about each.

    Parameters
    ----------
    text
        Part of an order number, SKU or buyer's name.
    state
        Only orders in this state.
    reason
        Only orders held for this reason.
    held
        Only held orders.
    newest
        The last placed first, instead of by number.
    after
        Go on after this order number.
    limit
        At most so many.
    """
    common = common or Common()
    only_held = held or reason is not None or state is LedgerState.HELD
    if only_held and state not in (None, LedgerState.HELD):
        raise RejectedError("a held order is in no other state; leave --state out", field="state")
    if newest and after:
        raise RejectedError("--after goes on by number; leave --newest out", field="after")
    states = [LedgerState.HELD] if only_held else [state] if state else []
    reasons = [reason] if reason else []
    with common.opened() as shop:
        book = shop.adapters.order_book()
        if newest:
            records = book.newest(shop.shop, text=text, states=states, reasons=reasons, limit=limit)
        else:
            records = book.search(
                shop.shop,
                text=text,
                states=states,
                reasons=reasons,
                after=OrderNumber(after) if after else None,
                limit=limit,
            )
    orders = [OrderSummary.of(record) for record in records]
    if common.json:
        common.output.document(orders)
        return ExitCode.OK
    if only_held and orders:
        print_held(common.output, orders, common.again)
    else:
        _print_table(common, orders)
    if len(orders) == limit:
        more = "raise --limit" if newest else f"--after {orders[-1].number}"
        common.output.say(f"there may be more: {more}")
    return ExitCode.OK


@app.command(name="show")
def show_order(number: str, *, common: Common | None = None) -> int:
    """
    Show one order: lines, amounts, parcels and everything that happened to it.

    Parameters
    ----------
    number
        The marketplace's order number.
    """
    common = common or Common()
    with common.opened() as shop:
        book = shop.adapters.order_book()
        found = book.read(shop.shop, [OrderNumber(number)])
        if OrderNumber(number) not in found:
            raise RejectedError(f"there is no order {number}", field="number")
        page = OrderPage.of(found[OrderNumber(number)], book.events(shop.shop, OrderNumber(number)))
    if common.json:
        common.output.document(page)
    else:
        print_order(common.output, page, common.again)
    return ExitCode.OK


for _command in (
    backfill,
    mending.retry,
    mending.allow,
    mending.correct,
    mending.deliver,
    mending.done,
    mending.confirm,
    raw,
):
    app.command(_command)


def _print_table(common: Common, orders: list[OrderSummary]) -> None:
    common.output.table(
        "",
        ("order", "state", "ship by (UTC)", "in the ERP", "why"),
        (
            (order.number, words(order.state), order.ship_by, order.erp_number, _why(order))
            for order in orders
        ),
        empty="no such orders",
        whole=("order",),
    )
    held = sum(order.hold is not None for order in orders)
    if held:
        common.output.say(
            f"\n{held} of them held; what to do: temu-jtl orders list --held{common.again}",
            style="yellow",
        )


def _why(order: OrderSummary) -> str:
    if order.hold is not None:
        return sentence(order.hold.text)
    if order.waiting_for:
        return sentence(f"waits for {order.waiting_for}")
    return words(order.closed_why)
