"""GET /api/orders, /api/orders/{number}; POST /api/orders/search."""

from typing import Annotated

from litestar.params import JSONBody, QueryParameter

from entrypoints.open_shop import OpenShop
from entrypoints.rest.caller import VIEWERS
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import After, Limit, TextPath
from entrypoints.rest.routes import changing, reading
from entrypoints.wire.lists import OrderList
from entrypoints.wire.orders import OrderPage, OrderSummary
from entrypoints.wire.requests import OrderSearch
from shared_kernel.errors import RejectedError
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import OrderNumber

States = Annotated[list[LedgerState] | None, QueryParameter(name="state", max_items=20)]
Reasons = Annotated[list[HoldReason] | None, QueryParameter(max_items=30)]


@reading("/api/orders")
def list_orders(
    opened: Given[OpenShop],
    states: States = None,
    reason: Reasons = None,
    after: After = "",
    limit: Limit = 100,
) -> OrderList:
    """
    List orders by number, with what held ones wait for.
    """
    wanted = OrderSearch(states=states or [], reasons=reason or [], after=after, limit=limit)
    return _found(opened, wanted)


@changing("/api/orders/search", allowed=VIEWERS, idempotent=False)
def search_orders(data: JSONBody[OrderSearch], opened: Given[OpenShop]) -> OrderList:
    """
    Find orders by part of a number, a SKU or a name; changes nothing.
    """
    return _found(opened, data)


@reading("/api/orders/{number:str}")
def show_order(number: TextPath, opened: Given[OpenShop]) -> OrderPage:
    """
    Show one order: lines, amounts, parcels and everything that happened to it.
    """
    book, wanted = opened.adapters.order_book(), OrderNumber(number)
    found = book.read(opened.shop, [wanted])
    if wanted not in found:
        raise RejectedError("there is no such order", code="unknown_order", field="number")
    return OrderPage.of(found[wanted], book.events(opened.shop, wanted))


def _found(opened: OpenShop, wanted: OrderSearch) -> OrderList:
    records = opened.adapters.order_book().search(
        opened.shop,
        text=wanted.text,
        states=wanted.states,
        reasons=wanted.reasons,
        after=OrderNumber(wanted.after) if wanted.after else None,
        limit=wanted.limit,
    )
    return OrderList(
        items=[OrderSummary.of(record) for record in records],
        next=str(records[-1].number) if len(records) == wanted.limit else "",
    )


ROUTES = (list_orders, search_orders, show_order)
