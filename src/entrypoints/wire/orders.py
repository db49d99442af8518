"""Orders as other programs see them."""

import re
from collections.abc import Sequence
from datetime import datetime

import attrs

from entrypoints.wire.remedies import RemedyForm, forms_of
from entrypoints.wire.shop import AlertView
from temu_core.alert import StoredAlert
from temu_core.amounts import LineAmounts, OrderAmounts
from temu_core.ledger import OrderEvent
from temu_core.order import ListedLine
from temu_core.record import OrderRecord
from temu_core.rules.acceptance import FIELD, acceptance_of
from temu_core.rules.holds import advice
from temu_core.rules.remedies import offered

#: What an address said before it was corrected stays in our books.
_OLD_ADDRESS = re.compile(r"^((?:.+?, )?address\..*? corrected) \(before: .*\)$", re.DOTALL)


@attrs.frozen(kw_only=True)
class HoldView:
    """
    Why an order is held and what can be done.
    """

    reason: str
    text: str
    subject: str
    advice: str
    remedies: tuple[str, ...]


@attrs.frozen(kw_only=True)
class LineView:
    """
    One line of an order; amounts in cents with VAT, None until the marketplace told them.
    """

    number: str
    seller_sku: str
    name: str
    variation: str
    quantity: int
    ordered: int
    cancelled: int
    confirmed: int
    goods_gross_cents: int | None
    goods_tax_cents: int | None
    shipping_gross_cents: int | None
    seller_discount_cents: int | None

    @classmethod
    def of(cls, line: ListedLine, amounts: LineAmounts | None, confirmed: int) -> "LineView":
        return cls(
            number=line.number,
            seller_sku=line.seller_sku,
            name=line.name,
            variation=line.variation,
            quantity=line.quantity,
            ordered=line.ordered,
            cancelled=line.cancelled,
            confirmed=confirmed,
            goods_gross_cents=amounts.goods_gross if amounts else None,
            goods_tax_cents=amounts.goods_tax if amounts else None,
            shipping_gross_cents=amounts.shipping_gross if amounts else None,
            seller_discount_cents=amounts.seller_discount if amounts else None,
        )


@attrs.frozen(kw_only=True)
class PackageView:
    """
    One parcel of an order.
    """

    tracking_number: str
    shipping_method: str
    shipped_at: datetime
    state: str
    refusal: str
    units: int


@attrs.frozen(kw_only=True)
class OrderSummary:
    """
    One row of an order list; no personal data.
    """

    number: str
    state: str
    marketplace_status: str
    placed_at: datetime
    ship_by: datetime | None
    erp_number: str
    #: The name of the first line, or its SKU where it has none.
    article: str
    lines: int
    #: Units still to be fulfilled or fulfilled, of all lines.
    units: int
    #: What the order brings: goods and shipping less the seller's discount, with VAT.
    total_gross_cents: int | None
    currency: str
    waiting_for: str
    closed_why: str
    #: Pending requests of the buyer and alarms of the marketplace.
    requests: tuple[str, ...]
    hold: HoldView | None

    @classmethod
    def of(cls, record: OrderRecord) -> "OrderSummary":
        listed, first = record.listed, next(iter(record.listed.lines), None)
        return cls(
            number=record.number,
            article=(first.name or first.seller_sku) if first else "",
            lines=len(listed.lines),
            units=sum(line.quantity for line in listed.lines),
            total_gross_cents=_total(record.amounts),
            currency=record.amounts.currency if record.amounts else "",
            state=record.state.value,
            marketplace_status=listed.status.value,
            placed_at=listed.placed_at,
            ship_by=listed.ship_by,
            erp_number=record.erp_number,
            waiting_for=record.waiting_for,
            closed_why=record.closed_why.value if record.closed_why else "",
            requests=tuple(sorted(label.value for label in listed.labels)),
            hold=_hold(record),
        )


@attrs.frozen(kw_only=True)
class EventView:
    """
    One transition of an order.
    """

    at: datetime
    from_state: str
    to_state: str
    text: str
    by: str

    @classmethod
    def of(cls, event: OrderEvent) -> "EventView":
        return cls(
            at=event.at,
            from_state=event.from_state.value if event.from_state else "",
            to_state=event.to_state.value,
            text=_OLD_ADDRESS.sub(r"\1", event.text),
            by=event.by,
        )


@attrs.frozen(kw_only=True)
class OrderPage:
    """
    One order, whole but for the buyer's address.
    """

    summary: OrderSummary
    currency: str
    goods_gross_cents: int | None
    shipping_gross_cents: int | None
    seller_discount_cents: int | None
    lines: tuple[LineView, ...]
    packages: tuple[PackageView, ...]
    batch: str
    delivered_at: datetime | None
    corrected_fields: tuple[str, ...]
    allowed: tuple[str, ...]
    #: Requests a person decided to refuse by shipping.
    accepted_requests: tuple[str, ...]
    events: tuple[EventView, ...]
    #: Everything ever raised about the order, newest first.
    alerts: tuple[AlertView, ...]
    #: What a person can do, the most helpful first.
    forms: tuple[RemedyForm, ...]

    @classmethod
    def of(
        cls,
        record: OrderRecord,
        events: Sequence[OrderEvent],
        alerts: Sequence[StoredAlert] = (),
        *,
        item_name_limit: int = 255,
    ) -> "OrderPage":
        amounts, delivery = record.amounts, record.delivery
        return cls(
            summary=OrderSummary.of(record),
            currency=amounts.currency if amounts else "",
            goods_gross_cents=amounts.goods_gross if amounts else None,
            shipping_gross_cents=amounts.shipping_gross if amounts else None,
            seller_discount_cents=amounts.seller_discount if amounts else None,
            lines=_lines(record),
            packages=_packages(record),
            batch=delivery.batch_id if delivery else "",
            delivered_at=delivery.delivered_at if delivery else None,
            corrected_fields=tuple(sorted(record.corrections.keys() - {FIELD})),
            allowed=tuple(sorted(reason.value for reason in record.allowed)),
            accepted_requests=tuple(sorted(item.value for item in acceptance_of(record))),
            events=tuple(EventView.of(event) for event in events),
            alerts=tuple(AlertView.of(alert) for alert in alerts),
            forms=forms_of(record, item_name_limit=item_name_limit),
        )


def _hold(record: OrderRecord) -> HoldView | None:
    if record.hold is None:
        return None
    return HoldView(
        reason=record.hold.reason.value,
        text=record.hold.text,
        subject=record.hold.subject,
        advice=advice(record.hold.reason),
        remedies=tuple(remedy.value for remedy in offered(record)),
    )


def _total(amounts: OrderAmounts | None) -> int | None:
    if amounts is None:
        return None
    return amounts.goods_gross + amounts.shipping_gross - amounts.seller_discount


def _lines(record: OrderRecord) -> tuple[LineView, ...]:
    amounts = record.amounts.by_line() if record.amounts else {}
    return tuple(
        LineView.of(line, amounts.get(line.number), record.confirmed.get(line.number, 0))
        for line in record.listed.lines
    )


def _packages(record: OrderRecord) -> tuple[PackageView, ...]:
    return tuple(
        PackageView(
            tracking_number=package.tracking_number,
            shipping_method=package.shipping_method,
            shipped_at=package.shipped_at,
            state=package.state.value,
            refusal=package.refusal,
            units=sum(item.units for item in package.items),
        )
        for package in record.packages
    )
