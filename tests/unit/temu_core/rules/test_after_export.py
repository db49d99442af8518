from typing import Any

import pytest
from tests.builders.orders import a_line, a_record, an_address, an_order
from tests.unit.temu_core.rules.import_desk import (
    LATER,
    NOTHING,
    record_of,
    shown,
    state_of,
)

from temu_core.alert import AlertKind
from temu_core.details import Details
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.order import MarketplaceStatus, OrderLabel
from temu_core.record import Delivery, DeliveryState

CANCELLED = an_order(status=MarketplaceStatus.CANCELLED, updated_at=LATER)
AFTER = [
    LedgerState.EXPORTING,
    LedgerState.EXPORTED,
    LedgerState.IN_ERP,
    LedgerState.PARTIALLY_SHIPPED,
    LedgerState.SHIPPED,
    LedgerState.CANCELLED_IN_ERP,
]


@pytest.mark.parametrize("state", AFTER)
def test_a_cancellation_after_export_is_an_alert(state: LedgerState) -> None:
    update = shown(CANCELLED, a_record(state=state))

    assert state_of(update) is LedgerState.CANCELLED_AFTER_EXPORT
    assert [alert.kind for alert in update.alerts] == [AlertKind.CANCELLED_AFTER_EXPORT]


def test_a_held_order_from_after_export_is_cancelled_after_export() -> None:
    hold = Hold(reason=HoldReason.NOT_TAKEN_BY_ERP, text="not seen")
    known = a_record(state=LedgerState.HELD, hold=hold, held_from=LedgerState.EXPORTED)

    assert state_of(shown(CANCELLED, known)) is LedgerState.CANCELLED_AFTER_EXPORT


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"erp_number": "A-4711"}, "A-4711"),
        ({"delivery": DeliveryState.RECORDED}, "not handed over"),
        ({"delivery": DeliveryState.UNKNOWN}, "may have been"),
        ({"delivery": DeliveryState.DELIVERED}, "was handed over"),
    ],
)
def test_the_alert_says_where_the_order_is(changes: dict[str, Any], words: str) -> None:
    if "delivery" in changes:
        changes = {"delivery": Delivery(batch_id="b-1", state=changes["delivery"])}

    update = shown(CANCELLED, a_record(state=LedgerState.EXPORTING, **changes))

    assert words in update.alerts[0].text


@pytest.mark.parametrize(
    "after",
    [
        a_line("A", quantity=1, cancelled=2),
        a_line("A", quantity=3, status=MarketplaceStatus.CANCELLED),
        a_line("A", quantity=4),
    ],
)
def test_another_quantity_after_export_is_an_alert_with_before_and_after(after: Any) -> None:
    known = a_record(
        an_order(lines=[a_line("A", quantity=3), a_line("B")]), state=LedgerState.IN_ERP
    )
    listed = an_order(lines=[after, a_line("B")], updated_at=LATER)

    update = shown(listed, known)

    (alert,) = update.alerts
    assert alert.kind is AlertKind.CHANGED_AFTER_EXPORT
    assert "line A had 3 units" in alert.text
    assert state_of(update) is LedgerState.IN_ERP
    assert shown(listed, record_of(update)) == NOTHING


def test_another_address_after_export_is_an_alert_without_the_address() -> None:
    details = Details(address=an_address(street_lines=("Neuweg 2",)))

    update = shown(known=a_record(state=LedgerState.IN_ERP), details=details)

    (alert,) = update.alerts
    assert "address" in alert.text
    assert "Neuweg" not in alert.text
    assert "Musterweg" not in alert.text


def test_a_newly_confirmed_address_change_is_an_alert() -> None:
    listed = an_order(address_changed=True, updated_at=LATER)

    update = shown(listed, a_record(state=LedgerState.EXPORTED), details=Details())

    assert [alert.kind for alert in update.alerts] == [AlertKind.CHANGED_AFTER_EXPORT]
    assert shown(listed, record_of(update), details=Details()) == NOTHING


@pytest.mark.parametrize("street_lines", [(), ("M*** 1",)])
def test_an_address_hidden_after_shipping_is_no_news(street_lines: tuple[str, ...]) -> None:
    details = Details(address=an_address(street_lines=street_lines))

    assert shown(known=a_record(state=LedgerState.SHIPPED), details=details) == NOTHING


def test_a_new_status_alone_is_no_alert() -> None:
    listed = an_order(status=MarketplaceStatus.SHIPPED, updated_at=LATER)

    update = shown(listed, a_record(state=LedgerState.SHIPPED))

    assert update.alerts == ()
    assert record_of(update).listed == listed


def test_a_cancelled_order_that_opens_again_after_export_is_an_alert() -> None:
    known = record_of(shown(CANCELLED, a_record(state=LedgerState.IN_ERP)))
    open_again = an_order(updated_at=LATER)

    update = shown(open_again, known)

    assert "open again" in update.alerts[0].text
    assert state_of(update) is LedgerState.CANCELLED_AFTER_EXPORT


@pytest.mark.parametrize("label", OrderLabel)
def test_a_request_after_export_is_one_alert_until_it_is_decided(label: OrderLabel) -> None:
    known = a_record(state=LedgerState.IN_ERP)
    asked = shown(an_order(labels={label}, updated_at=LATER), known)
    waiting = record_of(asked)

    again = shown(an_order(labels={label}, updated_at=LATER), waiting)
    decided = shown(an_order(updated_at=LATER), waiting)

    assert [alert.kind for alert in asked.alerts] == [AlertKind.CHANGED_AFTER_EXPORT]
    assert "do not ship" in asked.alerts[0].text
    assert not again.alerts
    assert not decided.alerts
