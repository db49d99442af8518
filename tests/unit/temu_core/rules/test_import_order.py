from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.builders.orders import (
    PLACED,
    UPDATED,
    a_line,
    a_record,
    amounts_for,
    an_address,
    an_order,
)
from tests.unit.temu_core.rules.import_desk import (
    LATER,
    NOTHING,
    hold_of,
    record_of,
    shown,
    state_of,
)

from temu_core.details import Details
from temu_core.ledger import ClosedWhy, Hold, HoldReason, LedgerState
from temu_core.order import (
    Fulfilment,
    MarketplaceStatus,
    OrderLabel,
    Payment,
    ShippingMethod,
    Unknown,
)
from temu_core.record import OrderRecord
from temu_core.shop import OrderPolicy

SHIPPED = (
    MarketplaceStatus.SHIPPED,
    MarketplaceStatus.DELIVERED,
    MarketplaceStatus.PARTIALLY_DELIVERED,
)


def _held(**changes: Any) -> OrderRecord:
    changes.setdefault("held_from", LedgerState.INCOMPLETE)
    hold = Hold(reason=HoldReason.CASH_ON_DELIVERY, text="the buyer pays cash on delivery")
    return a_record(state=LedgerState.HELD, hold=hold, **changes)


def test_a_complete_order_is_ready() -> None:
    update = shown()

    assert state_of(update) is LedgerState.READY
    assert update.changes[0].event is not None
    assert update.changes[0].event.from_state is None


def test_the_same_answer_again_changes_nothing() -> None:
    known = record_of(shown())

    assert shown(known=known) == NOTHING


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param(an_order(status=MarketplaceStatus.CANCELLED), id="order cancelled"),
        pytest.param(
            an_order(
                lines=[
                    a_line("A", status=MarketplaceStatus.CANCELLED),
                    a_line("B", quantity=0, cancelled=1),
                ]
            ),
            id="every line cancelled",
        ),
    ],
)
@pytest.mark.parametrize("known", [None, a_record(), _held()])
def test_a_cancelled_order_is_never_exported(listed: Any, known: OrderRecord | None) -> None:
    assert state_of(shown(listed, known)) is LedgerState.CANCELLED


@pytest.mark.parametrize("status", SHIPPED)
@pytest.mark.parametrize("known", [None, a_record(), _held()])
def test_an_order_shipped_elsewhere_is_closed(
    status: MarketplaceStatus, known: OrderRecord | None
) -> None:
    record = record_of(shown(an_order(status=status), known))

    assert record.closed_why is ClosedWhy.ALREADY_SHIPPED
    assert record.hold is None


def test_an_order_the_marketplace_ships_is_closed() -> None:
    lines = [a_line(fulfilment=Fulfilment.BY_MARKETPLACE)]

    assert record_of(shown(an_order(lines=lines))).closed_why is ClosedWhy.SHIPPED_BY_MARKETPLACE


def test_of_a_mixed_order_only_the_sellers_lines_count() -> None:
    lines = [
        a_line("A"),
        a_line("B", fulfilment=Fulfilment.BY_MARKETPLACE, seller_sku="", products=3),
    ]

    assert state_of(shown(an_order(lines=lines))) is LedgerState.READY


def test_an_order_from_before_the_start_is_closed() -> None:
    policy = OrderPolicy(start_from=PLACED + timedelta(seconds=1))

    assert record_of(shown(policy=policy)).closed_why is ClosedWhy.BEFORE_START


@pytest.mark.parametrize(
    ("changes", "subject"),
    [
        ({"status": Unknown(field="status", value="77")}, "status=77"),
        ({"payment": Unknown(field="payment", value="GOLD")}, "payment=GOLD"),
        ({"shipping_method": Unknown(field="method", value="9")}, "method=9"),
        ({"lines": [a_line(status=Unknown(field="line", value="8"))]}, "line=8"),
        ({"lines": [a_line(fulfilment=Unknown(field="by", value="x"))]}, "by=x"),
    ],
)
def test_a_deciding_value_nobody_knows_holds_the_order(
    changes: dict[str, Any], subject: str
) -> None:
    hold = hold_of(shown(an_order(**changes)))

    assert (hold.reason, hold.subject) == (HoldReason.UNKNOWN_VALUE, subject)


POLICY_HOLDS = [
    ({"payment": Payment.CASH_ON_DELIVERY}, HoldReason.CASH_ON_DELIVERY, "cash_on_delivery"),
    ({"shipping_method": ShippingMethod.PICK_UP}, HoldReason.PICK_UP, "pick_up"),
    ({"shipping_method": ShippingMethod.STORE_DELIVERY}, HoldReason.PICK_UP, "pick_up"),
    (
        {"own_shipping_restricted": True},
        HoldReason.OWN_SHIPPING_RESTRICTED,
        "restricted_shipping",
    ),
    ({"lines": [a_line(products=2)]}, HoldReason.SEVERAL_PRODUCTS, "several_products"),
    ({"lines": [a_line(sold_factor=2)]}, HoldReason.SEVERAL_PRODUCTS, "several_products"),
]


@pytest.mark.parametrize(("changes", "reason", "setting"), POLICY_HOLDS)
def test_what_the_merchant_did_not_allow_is_held(
    changes: dict[str, Any], reason: HoldReason, setting: str
) -> None:
    listed = an_order(**changes)
    allowed_once = a_record(state=LedgerState.INCOMPLETE, allowed=frozenset({reason}))

    assert hold_of(shown(listed)).reason is reason
    assert state_of(shown(listed, allowed_once)) is LedgerState.READY
    allowed = OrderPolicy(**{f"allow_{setting}": True})  # type: ignore[arg-type]  # all bool
    assert state_of(shown(listed, policy=allowed)) is LedgerState.READY


def test_a_partly_shipped_order_is_held_before_export() -> None:
    listed = an_order(status=MarketplaceStatus.PARTIALLY_SHIPPED)

    assert hold_of(shown(listed)).reason is HoldReason.QUANTITY_CHANGED


def test_a_pending_order_waits_then_gets_ready() -> None:
    pending = record_of(shown(an_order(status=MarketplaceStatus.PENDING), details=Details()))

    assert pending.state is LedgerState.PENDING
    assert pending.waiting_for
    released = record_of(shown(an_order(updated_at=LATER), pending))
    assert (released.state, released.waiting_for) == (LedgerState.READY, "")


@pytest.mark.parametrize("label", OrderLabel)
def test_a_pending_request_takes_a_ready_order_out(label: OrderLabel) -> None:
    record = record_of(shown(an_order(labels=frozenset({label})), a_record()))

    assert record.state is LedgerState.INCOMPLETE
    assert record.waiting_for


def test_a_document_that_cannot_be_made_holds_the_order() -> None:
    listed = an_order(lines=[a_line(seller_sku="")])

    assert hold_of(shown(listed)).reason is HoldReason.SKU_MISSING


def test_an_order_without_lines_is_held_not_taken_for_cancelled() -> None:
    assert hold_of(shown(an_order(lines=[]))).reason is HoldReason.QUANTITY_CHANGED


def test_a_held_order_stays_held_but_is_kept_up_to_date() -> None:
    listed = an_order(updated_at=LATER)

    update = shown(listed, _held(address=None))

    assert update.changes[0].event is None
    assert state_of(update) is LedgerState.HELD
    assert record_of(update).listed == listed
    assert record_of(update).address == an_address()


@pytest.mark.parametrize("state", [LedgerState.CLOSED_ELSEWHERE, LedgerState.CONFIRMED])
def test_a_closed_order_is_only_kept_up_to_date(state: LedgerState) -> None:
    cancelled = an_order(status=MarketplaceStatus.CANCELLED, updated_at=LATER)

    update = shown(cancelled, a_record(state=state))

    assert update.changes[0].event is None
    assert record_of(update).listed == cancelled
    assert update.alerts == ()


def test_an_older_page_never_overwrites_a_younger_one() -> None:
    known = a_record(an_order(updated_at=LATER, labels=frozenset({OrderLabel.RISK_ALERT})))
    waiting = record_of(shown(known.listed, known))

    assert shown(an_order(updated_at=UPDATED), waiting) == NOTHING


def test_a_cancelled_order_shown_open_again_is_looked_at_anew() -> None:
    cancelled = a_record(an_order(status=MarketplaceStatus.CANCELLED), state=LedgerState.CANCELLED)
    listed = an_order(updated_at=LATER)

    again = record_of(shown(listed, cancelled))

    assert again.state is LedgerState.INCOMPLETE
    assert state_of(shown(listed, again)) is LedgerState.READY


def test_within_one_second_the_cancellation_counts() -> None:
    cancelled = a_record(an_order(status=MarketplaceStatus.CANCELLED), state=LedgerState.CANCELLED)

    assert shown(an_order(), cancelled) == NOTHING


def test_corrections_survive_the_next_answer() -> None:
    known = attrs.evolve(
        a_record(state=LedgerState.INCOMPLETE), corrections={"address.country": "DE"}
    )
    details = Details(address=an_address(country_name="Atlantis"), amounts=amounts_for(an_order()))

    assert state_of(shown(known=known, details=details)) is LedgerState.READY
