"""Examples that the contracts of the order and export books share."""

from datetime import timedelta
from types import MappingProxyType
from typing import Any

from tests.builders.orders import PLACED, a_line, a_record, amounts_for, an_order
from tests.contracts.books import NOW

from shared_kernel.run_context import Fence
from temu_core.alert import Alert, AlertKind
from temu_core.document import DeliveryWay, ExportBatch, RenderedOrder
from temu_core.intent import Intent, IntentKind
from temu_core.ledger import ClosedWhy, Hold, HoldReason, LedgerState, OrderEvent
from temu_core.order import (
    Fulfilment,
    LineNumber,
    MarketplaceStatus,
    OrderLabel,
    OrderNumber,
    Unknown,
)
from temu_core.package import Package, PackageKey, PackageState, PackedUnits
from temu_core.ports.order_book import OrderBook
from temu_core.record import (
    Delivery,
    DeliveryState,
    LedgerUpdate,
    OrderChange,
    OrderRecord,
)

#: Microseconds must survive.
EXACTLY = PLACED + timedelta(seconds=1, microseconds=123_457)


def a_full_record(number: str = "PO-FULL") -> OrderRecord:
    """
    Return an order in which every field has a value that is not its default.
    """
    lines = (
        a_line("076-2", quantity=2, cancelled=1, seller_sku='Lampe "Ä"', variation="blau, 2 m"),
        a_line(
            "076-1",
            status=Unknown(field="lineStatus", value="77"),
            fulfilment=Unknown(field="fulfillmentType", value="{odd}"),
            sold_factor=3,
            products=2,
            sku_id=2**53 + 1,
        ),
        a_line("076-3", fulfilment=Fulfilment.BY_MARKETPLACE, status=MarketplaceStatus.SHIPPED),
    )
    listed = an_order(
        number,
        lines=lines,
        status=Unknown(field="status", value="sechs"),
        payment=Unknown(field="payment", value="7"),
        shipping_method=Unknown(field="method", value="drone"),
        updated_at=EXACTLY,
        ship_by=None,
        labels=frozenset({OrderLabel.RISK_ALERT, OrderLabel.PENDING_CANCELLATION}),
        address_changed=True,
        own_shipping_restricted=True,
    )
    return a_record(
        listed,
        state=LedgerState.HELD,
        amounts=amounts_for(listed, shipping=499),
        hold=Hold(reason=HoldReason.CARRIER_UNKNOWN, text="Wer ist „Bote“?", subject="Bote"),
        held_from=LedgerState.IN_ERP,
        closed_why=ClosedWhy.DONE_BY_HAND,
        waiting_for="a carrier",
        bad_answers=2,
        allowed=frozenset({HoldReason.VAT_UNCLEAR, HoldReason.SKU_UNKNOWN}),
        corrections=MappingProxyType({"address.street": "Neue Straße 2", "address.city": "Bonn"}),
        delivery=Delivery(
            batch_id="B-0001",
            state=DeliveryState.UNKNOWN,
            intent_id="deliver 1",
            run_id="run 1",
            delivered_at=EXACTLY,
            empty_look_at=EXACTLY + timedelta(minutes=1),
        ),
        erp_number="AU-2026-1",
        packages=(
            a_package("P2", "JD0002", PackageState.UNKNOWN),
            a_package("P1", "JD0001", PackageState.REFUSED),
        ),
        confirmed=MappingProxyType({LineNumber("076-1"): 1, LineNumber("gone"): 2}),
        shipped_before=frozenset({LineNumber("076-1")}),
        reported=frozenset({"The ERP took back parcel JJD0001.", "It does not show JJD0002."}),
    )


def a_package(key: str, tracking_number: str, state: PackageState) -> Package:
    """
    Return a parcel of two lines.
    """
    return Package(
        key=PackageKey(key),
        tracking_number=tracking_number,
        shipping_method="Bote",
        shipped_at=EXACTLY,
        items=(
            PackedUnits(line=LineNumber("076-2"), units=1),
            PackedUnits(line=LineNumber("076-1"), units=2),
        ),
        state=state,
        intent_id=f"confirm {key}",
        refusal="no such number",
    )


def an_event() -> OrderEvent:
    """
    Return a transition.
    """
    return OrderEvent(
        at=EXACTLY,
        from_state=None,
        to_state=LedgerState.READY,
        text="Everything is there.",
        by="run:run 1",
    )


def an_intent(intent_id: str, *, run_id: str = "run 1") -> Intent:
    """
    Return an intent whose answer is in within a minute.
    """
    return Intent(
        id=intent_id,
        kind=IntentKind.ERP_DELIVERY,
        subject="PO-1",
        summary="1 order",
        run_id=run_id,
        recorded_at=NOW,
        answer_by=NOW + timedelta(minutes=1),
    )


def an_alert(subject: str = "PO-1", text: str = "Look at it.") -> Alert:
    """
    Return an alert raised at :data:`NOW`.
    """
    return Alert(kind=AlertKind.CANCELLED_AFTER_EXPORT, subject=subject, text=text, raised_at=NOW)


def a_batch(batch_id: str, *numbers: str) -> ExportBatch:
    """
    Return a batch whose bytes name the batch and the order.
    """
    return ExportBatch(
        id=batch_id,
        way=DeliveryWay.INBOX,
        orders=tuple(
            RenderedOrder(number=OrderNumber(number), body=f"{batch_id} ü {number}".encode())
            for number in numbers
        ),
    )


def numbered(number: str, **changes: Any) -> OrderRecord:
    """
    Return an order of this number; keywords are fields of ``OrderRecord``.
    """
    return a_record(an_order(number), **changes)


def store(book: OrderBook, fence: Fence, *records: OrderRecord) -> LedgerUpdate:
    """
    Store *records* as they are.
    """
    update = LedgerUpdate(changes=tuple(OrderChange(record=record) for record in records))
    return book.change(fence, [record.number for record in records], lambda _: update)
