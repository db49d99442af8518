"""temu-jtl orders: look at orders and mend held ones."""

from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.order_page import print_order
from entrypoints.cli.person import person_at_terminal, person_name
from entrypoints.wire.orders import OrderPage, OrderSummary
from shared_kernel.errors import RejectedError
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import OrderNumber
from temu_core.rules.remedies import Correction
from temu_core.use_cases.mend_orders import Mended

app = App(name="orders", help="Look at orders and mend those that are held.")


@app.command(name="list")
def list_orders(
    text: str = "",
    *,
    state: LedgerState | None = None,
    reason: HoldReason | None = None,
    held: Annotated[bool, Parameter(negative="")] = False,
    after: str = "",
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=1000))] = 100,
    common: Common | None = None,
) -> int:
    """
    List orders by number, with what held ones wait for.

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
    after
        Go on after this order number.
    limit
        At most so many.
    """
    common = common or Common()
    states = [state] if state else [LedgerState.HELD] if held or reason else []
    with common.opened() as shop:
        records = shop.adapters.order_book().search(
            shop.shop,
            text=text,
            states=states,
            reasons=[reason] if reason else (),
            after=OrderNumber(after) if after else None,
            limit=limit,
        )
    orders = [OrderSummary.of(record) for record in records]
    if common.json:
        common.output.document(orders)
        return ExitCode.OK
    common.output.table(
        "",
        ("order", "state", "ship by (UTC)", "ERP", "why and what to do"),
        (
            (
                order.number,
                order.state,
                order.ship_by,
                order.erp_number,
                _why(order),
            )
            for order in orders
        ),
        empty="no such orders",
    )
    if len(orders) == limit:
        common.output.say(f"there may be more: --after {orders[-1].number}")
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
        print_order(common.output, page)
    return ExitCode.OK


@app.command(name="retry")
def retry(*numbers: str, reason: HoldReason | None = None, common: Common | None = None) -> int:
    """
    Try held orders again: named ones, or all that are held for one reason.

    Parameters
    ----------
    numbers
        Order numbers.
    reason
        All orders held for this reason (at most 1,000).
    """
    return _mend(common, numbers, Remedy.TRY_AGAIN, reason=reason)


@app.command(name="allow")
def allow(*numbers: str, common: Common | None = None) -> int:
    """
    Allow once what these orders are held for (cash on delivery, VAT, totals …).

    Parameters
    ----------
    numbers
        Order numbers.
    """
    return _mend(common, numbers, Remedy.ALLOW_ONCE)


@app.command(name="correct")
def correct(number: str, field: str, value: str, *, common: Common | None = None) -> int:
    """
    Correct a text of a held order; the old value is kept.

    Parameters
    ----------
    number
        The order number.
    field
        What is corrected: address.street, address.post_code, address.country, line.LINE.name …
    value
        The new text.
    """
    return _mend(
        common, (number,), Remedy.CORRECT_TEXT, correction=Correction(field=field, value=value)
    )


@app.command(name="deliver")
def deliver(*numbers: str, common: Common | None = None) -> int:
    """
    Hand orders the ERP never took over again, with the same content.

    Look in the ERP first: it does not protect itself against the same order twice.

    Parameters
    ----------
    numbers
        Order numbers.
    """
    return _mend(common, numbers, Remedy.DELIVER_AGAIN)


@app.command(name="done")
def done(*numbers: str, common: Common | None = None) -> int:
    """
    Say that stopped orders were dealt with by hand; nothing more happens to them.

    Parameters
    ----------
    numbers
        Order numbers.
    """
    return _mend(common, numbers, Remedy.DONE_BY_HAND)


def _mend(
    common: Common | None,
    numbers: tuple[str, ...],
    remedy: Remedy,
    *,
    reason: HoldReason | None = None,
    correction: Correction | None = None,
) -> int:
    common = common or Common()
    wanted = [OrderNumber(number) for number in numbers]
    if not wanted and reason is None:
        raise RejectedError("name at least one order", field="numbers")
    with common.opened() as shop:
        if reason is not None:
            held = shop.adapters.order_book().search(
                shop.shop, states=[LedgerState.HELD], reasons=[reason], limit=1000
            )
            wanted.extend(record.number for record in held)
        mended: Mended = shop.by_person(
            lambda run: shop.use_cases.mend_orders()(
                run, wanted, remedy, person=person_name(), correction=correction
            ),
            by=person_at_terminal(),
            remedy=remedy.value,
            orders=len(wanted),
        )
    return print_mended(common, mended)


def print_mended(common: Common, mended: Mended) -> int:
    """
    Print which orders go on and why others do not; 1 when none does.
    """
    if common.json:
        common.output.document(mended)
    for number in mended.orders:
        common.output.say(f"{number} goes on with the next sync")
    for why in mended.refused.values():
        common.output.say(why, style="yellow")
    return ExitCode.FAILED if mended.refused else ExitCode.OK


def _why(order: OrderSummary) -> str:
    if order.hold is not None:
        return f"{order.hold.reason}: {order.hold.text} → {order.hold.advice}"
    return order.waiting_for or order.closed_why
