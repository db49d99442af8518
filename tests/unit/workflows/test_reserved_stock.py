"""What was sold is not offered again, whoever knows of it."""

from typing import Any

import pytest
from tests.builders.orders import a_line
from tests.unit.workflows.faults import BusyErpStock
from tests.unit.workflows.world import NOON, NORTH, ShopWorld

from temu_core.ledger import LedgerState
from temu_core.order import MarketplaceStatus, Payment


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="ready"),
        pytest.param({"status": MarketplaceStatus.PENDING}, id="pending"),
        pytest.param({"payment": Payment.CASH_ON_DELIVERY}, id="held"),
    ],
)
def test_units_sold_that_the_erp_does_not_know_of_are_not_offered_again(
    world: ShopWorld, changes: dict[str, Any]
) -> None:
    """
    Defect 9 of the original: what was sold and not booked yet was offered again.
    """
    world.offer(stock=100)
    world.sell(lines=[a_line(quantity=4)], **changes)

    world.sync_orders()
    world.sync_inventory()

    assert world.for_sale() == 96


def test_units_the_erp_reserved_itself_are_taken_off_once(world: ShopWorld) -> None:
    world.offer(stock=100)
    number = world.sell(lines=[a_line(quantity=4)])

    world.into_the_erp(number)
    world.sync_inventory()

    assert world.for_sale() == 96


def test_a_cancelled_order_frees_its_units(world: ShopWorld) -> None:
    world.offer(stock=100)
    number = world.sell(lines=[a_line(quantity=4)], payment=Payment.CASH_ON_DELIVERY)
    world.sync_inventory()
    assert world.for_sale() == 96
    world.later(minutes=5)

    world.marketplace.cancel(number)
    world.sync_inventory()

    assert world.for_sale() == 100


@pytest.mark.parametrize("held", [False, True])
def test_units_of_an_order_cancelled_in_the_erp_are_not_sold_a_second_time(
    world: ShopWorld, held: bool
) -> None:
    """
    The ERP freed them, and the buyer still waits.
    """
    world.offer(stock=100)
    number = world.into_the_erp(world.sell(lines=[a_line(quantity=4)]))
    if held:
        world.ship(number, units={"OTHER": 1})
        world.sync_orders()
        assert world.state(number) is LedgerState.HELD

    world.erp.cancel(number)
    for _ in range(2):
        world.sync_inventory()
        assert world.for_sale() == 96
        world.later(minutes=10)
        world.sync_orders()


def test_an_order_booked_between_two_reads_counts_twice_rather_than_never(
    world: ShopWorld,
) -> None:
    """
    The ERP books it after we looked for it and before we read the stock.
    """
    world.offer(stock=100)
    world.sell(lines=[a_line(quantity=4)])
    world.sync_orders()

    world.fake(erp_stock=BusyErpStock(world.erp, world.erp.book_waiting))
    world.sync_inventory()
    assert world.for_sale() == 92, "too little, never too much"
    world.fake()
    world.sync_inventory()

    assert world.for_sale() == 96


def test_an_order_placed_while_the_stock_is_read_is_taken_off(world: ShopWorld) -> None:
    world.offer(stock=100)

    def buy() -> None:
        world.sell("PO-1", lines=[a_line(quantity=4)])

    world.fake(erp_stock=BusyErpStock(world.erp, buy))
    world.sync_inventory()

    assert world.for_sale() == 96
    assert world.state(next(iter(world.marketplace.orders))) is LedgerState.INCOMPLETE


def test_a_number_is_explained_by_what_it_was_computed_from(world: ShopWorld) -> None:
    world.offer(stock=3)
    world.sell(lines=[a_line(quantity=4)])

    world.sync_inventory()

    (state,) = world.books.offer_book.active(NORTH)
    assert state.target is not None
    of = state.target.availability
    assert of.sellable == 100
    assert (of.reserved, of.buffer, of.units) == (4, 0, 96)
    assert state.computed_at == NOON
