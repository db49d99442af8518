"""Orders come from the marketplace into our books and on to the ERP."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.builders.orders import (
    a_line,
    amounts_for,
    amounts_of,
    an_address,
    an_order,
    line_amounts,
)
from tests.unit.workflows.world import NOON, NORTH, ShopWorld

from job_core.run import RunState
from temu_core.ledger import ClosedWhy, LedgerState
from temu_core.order import MarketplaceStatus, Payment


def test_an_order_travels_from_the_marketplace_into_the_erp(world: ShopWorld) -> None:
    number = world.sell()

    world.sync_orders()
    assert world.state(number) is LedgerState.EXPORTED
    world.erp.book_waiting()
    world.sync_orders()

    assert world.booked() == [number]
    assert world.state(number) is LedgerState.IN_ERP


def test_an_order_that_did_not_change_is_neither_touched_nor_exported_again(
    world: ShopWorld,
) -> None:
    number = world.into_the_erp(world.sell())
    before = world.record(number)

    for _ in range(3):
        world.later(minutes=15)
        world.sync_orders()
        world.erp.book_waiting()

    assert world.record(number) == before
    assert world.booked() == [number]


def test_every_order_of_a_busy_day_is_stored(world: ShopWorld) -> None:
    """
    Defect 1 of the original: only the first page, 100 orders, was read.
    """
    numbers = [world.sell(f"PO-{index:03}") for index in range(250)]

    executed = world.sync_orders()

    assert executed.run.state is RunState.SUCCESS
    assert sorted(world.erp.inbox) == numbers


@pytest.mark.parametrize(
    ("status", "why"),
    [
        pytest.param(MarketplaceStatus.CANCELLED, None, id="3, cancelled"),
        pytest.param(MarketplaceStatus.SHIPPED, ClosedWhy.ALREADY_SHIPPED, id="4, shipped"),
        pytest.param(MarketplaceStatus.DELIVERED, ClosedWhy.ALREADY_SHIPPED, id="5, delivered"),
    ],
)
def test_an_order_that_is_over_is_stored_but_never_exported(
    world: ShopWorld, status: MarketplaceStatus, why: ClosedWhy | None
) -> None:
    """
    Defect 2 of the original: cancelled and shipped orders became new orders in the ERP.
    """
    number = world.sell(status=status)

    world.sync_orders()
    world.sync_orders(status=status)

    expected = LedgerState.CLOSED_ELSEWHERE if why else LedgerState.CANCELLED
    assert world.state(number) is expected
    assert world.record(number).closed_why is why
    assert world.erp.inbox == {}


def test_an_order_is_exported_with_every_one_of_its_positions(world: ShopWorld) -> None:
    """
    Defect 21 of the original: twelve orders were exported without positions.
    """
    lines = [a_line(f"076-{index}", sku_id=index) for index in range(1, 4)]
    numbers = [world.sell(f"PO-{index}", lines=lines) for index in range(12)]

    world.sync_orders()

    assert [len(world.document(number)["positions"]) for number in numbers] == [3] * 12


def test_an_order_without_lines_is_never_exported(world: ShopWorld) -> None:
    """
    Defect 21 of the original: an order without positions reached the ERP.
    """
    number = world.sell(lines=[])

    world.sync_orders()

    assert number not in world.erp.inbox
    assert world.state(number) in {LedgerState.HELD, LedgerState.INCOMPLETE}


def test_amounts_belong_to_the_line_whose_number_they_carry(world: ShopWorld) -> None:
    """
    Defect 4 of the original: amounts were joined by their place in the list.
    """
    world.erp.article("VASE-1", 5)
    lines = [a_line("076-1"), a_line("076-2", sku_id=18, seller_sku="VASE-1")]
    swapped = amounts_of(line_amounts("076-2", goods=500), line_amounts("076-1", goods=1990))

    number = world.sell(lines=lines, amounts=swapped)
    world.sync_orders()

    prices = {p["article"]: p["unit_gross"] for p in world.document(number)["positions"]}
    assert prices == {"LAMP-1": 1990, "VASE-1": 500}


def test_shipping_is_taxed_like_the_goods_and_every_address_line_arrives(
    world: ShopWorld,
) -> None:
    """
    Defect 10 of the original: shipping always 19 %, the address supplement never filled.
    """
    order = an_order("PO-7", placed_at=NOON, updated_at=NOON)
    amounts = amounts_for(order, unit_gross=1070, shipping=535, rate=7)
    address = an_address(street_lines=("Musterweg 1", "Hinterhaus"))

    world.sell(order, amounts=amounts, address=address)
    world.sync_orders()

    document = world.document(order.number)
    rates = {p["kind"]: Decimal(p["vat_rate"]) for p in document["positions"]}
    assert rates == {"article": 7, "shipping": 7}
    assert document["address"]["supplement"] == "Hinterhaus"


def test_an_older_answer_never_overwrites_a_newer_one(world: ShopWorld) -> None:
    """
    Defect 20 of the original: stale answers were imported again.
    """
    number = world.sell(updated_at=NOON)
    stale = world.marketplace.orders[number].listed
    world.sync_orders()
    world.later(minutes=1)
    world.marketplace.cancel(number)
    world.sync_orders()

    world.marketplace.show(stale)
    world.later(minutes=1)
    world.sync_orders()

    assert world.state(number) is LedgerState.CANCELLED_AFTER_EXPORT


def test_every_raw_answer_about_an_order_is_kept_with_its_run(world: ShopWorld) -> None:
    """
    Defect 20 of the original: there was no archive of answers per order.
    """
    number = world.sell()

    executed = world.sync_orders()

    kept = world.books.raw_answers.of_order(NORTH, number)
    assert {answer.call.value for answer in kept} == {"address", "amounts"}
    assert executed.run.id in world.books.raw_answers.runs(NORTH)


def test_all_times_are_aware_and_utc(world: ShopWorld) -> None:
    """
    Defect 14 of the original: times were local and naive, a missing one became now.
    """
    number = world.into_the_erp(world.sell(placed_at=NOON - timedelta(hours=3)))

    record = world.record(number)
    events = world.books.order_book.events(NORTH, number)
    runs = world.books.run_book.recent(NORTH)
    times = [record.listed.placed_at, *(e.at for e in events), *(r.requested_at for r in runs)]

    assert {time.utcoffset() for time in times} == {timedelta(0)}
    assert record.listed.placed_at == NOON - timedelta(hours=3)


def test_an_order_placed_at_midnight_is_dated_in_the_erps_zone(world: ShopWorld) -> None:
    """
    Defect 14 of the original: times were local to the machine.
    """
    placed = NOON.replace(day=1, hour=23, minute=30)

    number = world.sell(placed_at=placed)
    world.sync_orders()

    assert world.document(number)["placed_on"] == "2026-03-02"


def test_two_orders_with_one_number_are_one_order(world: ShopWorld) -> None:
    number = world.sell("PO-1")
    world.sync_orders()
    world.later(minutes=5)

    world.sell("PO-1")
    world.sync_orders()

    assert sum(world.books.order_book.counts(NORTH).values()) == 1
    assert list(world.erp.inbox) == [number]


def test_the_ledger_adds_up_to_what_the_marketplace_shows(world: ShopWorld) -> None:
    """
    Every order shown is in exactly one state, whatever became of it.
    """
    for index, status in enumerate(MarketplaceStatus):
        world.sell(f"PO-{index}", status=status)
    world.sell("PO-cash", payment=Payment.CASH_ON_DELIVERY)
    world.sync_orders()

    report = world.reconcile()

    assert report.agrees
    assert sum(report.by_state.values()) == report.shown == len(MarketplaceStatus) + 1
