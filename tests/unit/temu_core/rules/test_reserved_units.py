"""Units sold but not yet taken off the ERP's stock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.orders import a_line, a_record, an_order
from tests.builders.packages import sku_of

from shared_kernel.sku import Sku
from temu_core.ledger import LedgerState
from temu_core.order import Fulfilment, MarketplaceStatus, OrderNumber, Unknown
from temu_core.record import OrderRecord
from temu_core.rules.reserved_units import OPEN_STATES, reserved_units

LAMP = Sku("LAMP-1")
NUMBER = OrderNumber("PO-076-1")


def lamps(record: OrderRecord, *, in_erp: bool = False) -> int:
    shown = {NUMBER} if in_erp else set()
    return reserved_units([record], shown, sku_of).get(LAMP, 0)


@pytest.mark.parametrize("state", [state for state in LedgerState if state in OPEN_STATES])
def test_an_open_order_the_erp_does_not_show_is_reserved(state: LedgerState) -> None:
    assert lamps(a_record(state=state)) == 1


@pytest.mark.parametrize(
    "state",
    [
        LedgerState.CANCELLED,
        LedgerState.CANCELLED_AFTER_EXPORT,
        LedgerState.CLOSED_ELSEWHERE,
        LedgerState.CONFIRMED,
    ],
)
def test_an_order_that_is_over_is_not_reserved(state: LedgerState) -> None:
    assert lamps(a_record(state=state)) == 0


@pytest.mark.parametrize(
    "state",
    [s for s in LedgerState if s in OPEN_STATES and s is not LedgerState.CANCELLED_IN_ERP],
)
def test_an_order_the_erp_shows_is_not_reserved_twice(state: LedgerState) -> None:
    assert lamps(a_record(state=state), in_erp=True) == 0


def test_an_order_cancelled_in_the_erp_only_stays_reserved() -> None:
    assert lamps(a_record(state=LedgerState.CANCELLED_IN_ERP), in_erp=True) == 1


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (MarketplaceStatus.UNSHIPPED, 1),
        (MarketplaceStatus.PARTIALLY_SHIPPED, 1),
        (MarketplaceStatus.SHIPPED, 0),
        (MarketplaceStatus.DELIVERED, 0),
        (MarketplaceStatus.CANCELLED, 0),
        (Unknown(field="status", value="9"), 1),
    ],
)
def test_a_held_order_is_reserved_until_it_was_shipped_or_cancelled(
    status: MarketplaceStatus | Unknown, expected: int
) -> None:
    record = a_record(an_order(status=status), state=LedgerState.HELD, held_from=LedgerState.READY)

    assert lamps(record) == expected


@pytest.mark.parametrize("state", [LedgerState.READY, LedgerState.CANCELLED_IN_ERP])
def test_an_order_the_buyer_cancelled_is_not_reserved(state: LedgerState) -> None:
    record = a_record(an_order(status=MarketplaceStatus.CANCELLED), state=state)

    assert lamps(record) == 0


def test_cancelled_lines_and_those_of_the_marketplace_are_not_reserved() -> None:
    lines = [
        a_line("1", quantity=2),
        a_line("2", quantity=4, status=MarketplaceStatus.CANCELLED),
        a_line("3", quantity=8, fulfilment=Fulfilment.BY_MARKETPLACE),
        a_line("4", quantity=0, cancelled=16),
        a_line("5", quantity=32, status=Unknown(field="status", value="9")),
        a_line("6", quantity=64, fulfilment=Unknown(field="fulfilment", value="X")),
    ]

    assert lamps(a_record(an_order(lines=lines))) == 2 + 32 + 64


def test_one_sold_unit_may_be_several_of_the_erp() -> None:
    record = a_record(an_order(lines=[a_line(quantity=2, sold_factor=3)]))

    assert lamps(record) == 6


def test_a_line_without_an_article_reserves_nothing() -> None:
    record = a_record(an_order(lines=[a_line(seller_sku="")]))

    assert reserved_units([record], set(), sku_of) == {}


@given(
    quantities=st.lists(st.integers(0, 5), max_size=6),
    shown=st.sets(st.integers(0, 5)),
)
def test_each_order_is_counted_once_in_the_erp_or_here(
    quantities: list[int], shown: set[int]
) -> None:
    records = [
        a_record(an_order(f"PO-{place}", lines=[a_line(quantity=quantity)]))
        for place, quantity in enumerate(quantities)
    ]
    in_erp = {OrderNumber(f"PO-{place}") for place in shown}

    reserved = reserved_units(records, in_erp, sku_of).get(LAMP, 0)

    taken_by_erp = sum(q for place, q in enumerate(quantities) if place in shown)
    assert reserved + taken_by_erp == sum(quantities)
