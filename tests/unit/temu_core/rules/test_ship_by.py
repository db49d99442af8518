"""Orders whose time is nearly over."""

from datetime import timedelta

import pytest
from tests.builders.orders import SHIP_BY, a_record, an_order

from temu_core.alert import AlertKind
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.order import MarketplaceStatus
from temu_core.record import OrderRecord
from temu_core.rules.ship_by import ship_by_alerts
from temu_core.shop import ShipmentPolicy

HOUR = timedelta(hours=1)


def alerted(record: OrderRecord, *, hours_left: float = 1) -> bool:
    now = SHIP_BY - hours_left * HOUR
    return bool(ship_by_alerts([record], now=now, policy=ShipmentPolicy()))


@pytest.mark.parametrize(
    ("hours_left", "expected"), [(12.1, False), (12, True), (1, True), (0, True), (-50, True)]
)
def test_the_alert_comes_when_time_is_short_and_stays(hours_left: float, expected: bool) -> None:
    assert alerted(a_record(), hours_left=hours_left) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (LedgerState.INCOMPLETE, True),
        (LedgerState.SHIPPED, True),
        (LedgerState.CANCELLED_IN_ERP, True),
        (LedgerState.CONFIRMED, False),
        (LedgerState.CANCELLED, False),
        (LedgerState.CANCELLED_AFTER_EXPORT, False),
        (LedgerState.CLOSED_ELSEWHERE, False),
    ],
)
def test_only_open_orders_are_urgent(state: LedgerState, expected: bool) -> None:
    assert alerted(a_record(state=state)) is expected


@pytest.mark.parametrize("status", [MarketplaceStatus.CANCELLED, MarketplaceStatus.SHIPPED])
def test_an_order_the_marketplace_has_done_with_is_not_urgent(status: MarketplaceStatus) -> None:
    assert not alerted(a_record(an_order(status=status)))


def test_an_order_without_a_date_is_not_urgent() -> None:
    assert not alerted(a_record(an_order(ship_by=None)))


def test_the_alert_says_by_when_and_what_is_in_the_way() -> None:
    hold = Hold(reason=HoldReason.CARRIER_UNKNOWN, text="No carrier for 'Bote'.")
    record = a_record(state=LedgerState.HELD, held_from=LedgerState.SHIPPED, hold=hold)

    (alert,) = ship_by_alerts([record], now=SHIP_BY - HOUR, policy=ShipmentPolicy())

    assert (alert.kind, alert.subject) == (AlertKind.SHIP_BY_NEAR, "PO-076-1")
    assert alert.raised_at == SHIP_BY - HOUR
    assert alert.text == (
        "Order PO-076-1 must be confirmed as shipped by 2026-03-04 22:00 UTC; "
        "it is held (carrier unknown)."
    )


def test_a_missed_date_is_said_to_be_missed() -> None:
    (alert,) = ship_by_alerts([a_record()], now=SHIP_BY + HOUR, policy=ShipmentPolicy())

    assert "should have been confirmed" in alert.text


def test_the_most_urgent_order_comes_first() -> None:
    later = a_record(an_order("PO-1", ship_by=SHIP_BY + HOUR))
    sooner = a_record(an_order("PO-2", ship_by=SHIP_BY))

    alerts = ship_by_alerts([later, sooner], now=SHIP_BY, policy=ShipmentPolicy())

    assert [alert.subject for alert in alerts] == ["PO-2", "PO-1"]
