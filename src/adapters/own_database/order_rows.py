"""Orders as rows, and back."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from adapters.own_database.order_rest import (
    read_fulfilment,
    read_rest,
    read_status,
    write_rest,
    write_word,
)
from adapters.own_database.package_rows import package_of
from adapters.own_database.rows import Stored, Values
from temu_core.ledger import ClosedWhy, Hold, HoldReason, LedgerState, OrderEvent
from temu_core.order import LineNumber, ListedLine, ListedOrder, OrderNumber
from temu_core.record import Delivery, DeliveryState, OrderRecord


def order_values(shop: str, record: OrderRecord, version: int) -> Values:
    """
    Return the row of *record* without its lines and packages.
    """
    listed, hold, delivery = record.listed, record.hold, record.delivery
    return {
        "shop": shop,
        "number": listed.number,
        "version": version,
        "state": record.state.value,
        "placed_at": listed.placed_at,
        "updated_at": listed.updated_at,
        "ship_by": listed.ship_by,
        "hold_reason": hold.reason.value if hold else None,
        "hold_text": hold.text if hold else None,
        "hold_subject": hold.subject if hold else None,
        "held_from": record.held_from.value if record.held_from else None,
        "closed_why": record.closed_why.value if record.closed_why else None,
        "waiting_for": record.waiting_for,
        "batch_id": delivery.batch_id if delivery else None,
        "delivery_state": delivery.state.value if delivery else None,
        "delivery_intent_id": delivery.intent_id if delivery else None,
        "delivery_run_id": delivery.run_id if delivery else None,
        "delivered_at": delivery.delivered_at if delivery else None,
        "empty_look_at": delivery.empty_look_at if delivery else None,
        "erp_number": record.erp_number,
        "erased_at": record.erased_at,
        "sought": _sought(record),
        "rest": write_rest(record),
    }


def line_values(shop: str, record: OrderRecord) -> Iterator[Values]:
    """
    Yield a row per line, with its amounts where they are known.
    """
    amounts = record.amounts.by_line() if record.amounts else {}
    for position, line in enumerate(record.listed.lines):
        money = amounts.get(line.number)
        yield {
            "shop": shop,
            "order_number": record.listed.number,
            "position": position,
            "line_number": line.number,
            "status": write_word(line.status),
            "quantity": line.quantity,
            "ordered": line.ordered,
            "cancelled": line.cancelled,
            "goods_id": line.goods_id,
            "sku_id": line.sku_id,
            "seller_sku": line.seller_sku,
            "products": line.products,
            "sold_factor": line.sold_factor,
            "name": line.name,
            "variation": line.variation,
            "fulfilment": write_word(line.fulfilment),
            "goods_gross": money.goods_gross if money else None,
            "goods_tax": money.goods_tax if money else None,
            "shipping_gross": money.shipping_gross if money else None,
            "shipping_tax": money.shipping_tax if money else None,
            "seller_discount": money.seller_discount if money else None,
            "marketplace_discount": money.marketplace_discount if money else None,
        }


def event_values(shop: str, number: OrderNumber, event: OrderEvent) -> Values:
    """
    Return the row of a transition.
    """
    return {
        "shop": shop,
        "order_number": number,
        "at": event.at,
        "from_state": event.from_state.value if event.from_state else None,
        "to_state": event.to_state.value,
        "text": event.text,
        "by": event.by,
    }


def event_of(row: Stored) -> OrderEvent:
    """
    Return the transition of a row.
    """
    return OrderEvent(
        at=row.at,
        from_state=LedgerState(row.from_state) if row.from_state else None,
        to_state=LedgerState(row.to_state),
        text=row.text,
        by=row.by,
    )


def record_of(row: Stored, lines: Sequence[Stored], packages: Sequence[Stored]) -> OrderRecord:
    """
    Return the order of its rows; *lines* and *packages* by position.
    """
    rest = read_rest(row.rest)
    listed = ListedOrder(
        number=OrderNumber(row.number),
        status=rest.status,
        placed_at=row.placed_at,
        updated_at=row.updated_at,
        ship_by=row.ship_by,
        region_id=rest.region_id,
        payment=rest.payment,
        shipping_method=rest.shipping_method,
        labels=frozenset(rest.labels),
        address_changed=rest.address_changed,
        own_shipping_restricted=rest.own_shipping_restricted,
        lines=tuple(_line_of(line) for line in lines),
    )
    return OrderRecord(
        listed=listed,
        state=LedgerState(row.state),
        address=rest.address,
        amounts=rest.amounts,
        hold=_hold_of(row),
        held_from=LedgerState(row.held_from) if row.held_from else None,
        closed_why=ClosedWhy(row.closed_why) if row.closed_why else None,
        waiting_for=row.waiting_for,
        bad_answers=rest.bad_answers,
        allowed=frozenset(rest.allowed),
        corrections=MappingProxyType(rest.corrections),
        delivery=_delivery_of(row),
        erp_number=row.erp_number,
        erased_at=row.erased_at,
        packages=tuple(package_of(package) for package in packages),
        confirmed=rest.confirmed_units(),
        reported=frozenset(rest.reported),
        shipped_before=frozenset(LineNumber(line) for line in rest.shipped_before),
        version=row.version,
    )


def in_words(text: str) -> str:
    """
    Return *text* the way it is looked for: no letter case, no blanks around it.
    """
    return text.strip().casefold()


def _sought(record: OrderRecord) -> str:
    names: dict[str, None] = {record.listed.number: None}
    for line in record.listed.lines:
        names[line.seller_sku] = names[line.name] = None
    if record.address:
        names[record.address.full_name] = None
    return "\n".join(name.casefold() for name in names)


def _hold_of(row: Stored) -> Hold | None:
    if row.hold_reason is None:
        return None
    return Hold(reason=HoldReason(row.hold_reason), text=row.hold_text, subject=row.hold_subject)


def _delivery_of(row: Stored) -> Delivery | None:
    if row.batch_id is None:
        return None
    return Delivery(
        batch_id=row.batch_id,
        state=DeliveryState(row.delivery_state),
        intent_id=row.delivery_intent_id,
        run_id=row.delivery_run_id,
        delivered_at=row.delivered_at,
        empty_look_at=row.empty_look_at,
    )


def _line_of(row: Stored) -> ListedLine:
    return ListedLine(
        number=LineNumber(row.line_number),
        status=read_status(row.status),
        quantity=row.quantity,
        ordered=row.ordered,
        cancelled=row.cancelled,
        goods_id=row.goods_id,
        sku_id=row.sku_id,
        seller_sku=row.seller_sku,
        products=row.products,
        sold_factor=row.sold_factor,
        name=row.name,
        variation=row.variation,
        fulfilment=read_fulfilment(row.fulfilment),
    )


def by_order(rows: Sequence[Stored]) -> Mapping[str, list[Stored]]:
    """
    Return rows by their order's number, each in the order given.
    """
    groups: dict[str, list[Stored]] = {}
    for row in rows:
        groups.setdefault(row.order_number, []).append(row)
    return groups
