"""GET /api/orders, /api/orders/{number}; POST /api/orders/search, /api/orders/{number}/texts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from litestar.params import JSONBody, QueryParameter

from entrypoints.known_order import known_order
from entrypoints.open_shop import OpenShop
from entrypoints.rest.caller import VIEWERS
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import After, Limit, TextPath
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing, reading
from entrypoints.wire.lists import OrderList
from entrypoints.wire.orders import OrderPage, OrderSummary
from entrypoints.wire.requests import OrderSearch
from entrypoints.wire.texts import OrderTexts
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Level, RunContext
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import OrderNumber
from temu_core.ports.order_book import OrderPlace
from temu_core.record import OrderRecord

States = Annotated[list[LedgerState] | None, QueryParameter(name="state", max_items=20)]
Reasons = Annotated[list[HoldReason] | None, QueryParameter(max_items=30)]
Sort = Annotated[Literal["number", "newest"], QueryParameter()]


@reading("/api/orders")
def list_orders(
    opened: Given[OpenShop],
    states: States = None,
    reason: Reasons = None,
    sort: Sort = "number",
    after: After = "",
    limit: Limit = 100,
) -> OrderList:
    """
    List orders by number or the last placed first, with what held ones wait for.
    """
    wanted = OrderSearch(
        states=states or [], reasons=reason or [], sort=sort, after=after, limit=limit
    )
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
    Show one order: lines, amounts, parcels, alerts, all that happened to it and what can be done.
    """
    record, adapters = known_order(opened, number), opened.adapters
    return OrderPage.of(
        record,
        adapters.order_book().events(opened.shop, record.number),
        adapters.alerts().about(opened.shop, record.number),
        item_name_limit=opened.setup.orders.item_name_limit,
    )


@changing("/api/orders/{number:str}/texts", idempotent=False)
def show_texts(number: TextPath, person: Given[PersonDesk]) -> OrderTexts:
    """
    Show what the buyer's address says now, as a correction needs it; who asked is recorded.
    """
    record = known_order(person.shop, number)

    def shown(run: RunContext) -> OrderTexts:
        run.note(Level.INFO, f"address of an order shown to {person.caller.by}", order=number)
        return OrderTexts.of(record)

    return person.do(shown, what="address shown", order=number)


def _found(opened: OpenShop, wanted: OrderSearch) -> OrderList:
    records = _newest(opened, wanted) if wanted.sort == "newest" else _by_number(opened, wanted)
    return OrderList(
        items=[OrderSummary.of(record) for record in records],
        next=_mark(records[-1], wanted.sort) if len(records) == wanted.limit else "",
    )


def _by_number(opened: OpenShop, wanted: OrderSearch) -> Sequence[OrderRecord]:
    found: Sequence[OrderRecord] = opened.adapters.order_book().search(
        opened.shop,
        text=wanted.text,
        states=wanted.states,
        reasons=wanted.reasons,
        after=OrderNumber(wanted.after) if wanted.after else None,
        limit=wanted.limit,
    )
    return found


def _newest(opened: OpenShop, wanted: OrderSearch) -> Sequence[OrderRecord]:
    found: Sequence[OrderRecord] = opened.adapters.order_book().newest(
        opened.shop,
        text=wanted.text,
        states=wanted.states,
        reasons=wanted.reasons,
        before=_place(wanted.after) if wanted.after else None,
        limit=wanted.limit,
    )
    return found


def _mark(record: OrderRecord, sort: str) -> str:
    if sort == "number":
        return str(record.number)
    # No "+" of an offset: in a URL it would be a blank.
    moment = record.listed.placed_at.replace(tzinfo=None).isoformat()
    return f"{moment}Z {record.number}"


def _place(mark: str) -> OrderPlace:
    moment, _, number = mark.partition(" ")
    try:
        placed_at = datetime.fromisoformat(moment)
    except ValueError:
        placed_at = None
    if placed_at is None or placed_at.tzinfo is None:
        raise RejectedError("this is no page's `next`", code="invalid", field="after")
    return OrderPlace(placed_at=placed_at, number=OrderNumber(number))


ROUTES = (list_orders, search_orders, show_order, show_texts)
