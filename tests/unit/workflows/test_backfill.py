"""Orders are taken by number or by day, and the watermark stays."""

from datetime import date, timedelta

from tests.unit.workflows.world import NOON, NORTH, ShopWorld

from job_core.run import RunState
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.rules.backfill import Backfill
from temu_core.use_cases.take_orders import UPDATES

LONG_AGO = NOON - timedelta(days=40)


def old(world: ShopWorld, number: str = "PO-old") -> OrderNumber:
    """
    Let an order be there that no list of changes shows.
    """
    return world.sell(number, placed_at=LONG_AGO, updated_at=LONG_AGO)


def test_orders_are_taken_by_number_and_go_all_the_way(world: ShopWorld) -> None:
    world.sync_orders()
    number = old(world)
    old(world, "PO-other")
    before = world.books.watermarks.read(NORTH, UPDATES)
    world.later(minutes=30)

    executed = world.sync_orders(backfill=Backfill(numbers=(number,)))

    assert executed.run.state is RunState.SUCCESS
    assert list(world.erp.inbox) == [number]
    assert world.books.watermarks.read(NORTH, UPDATES) == before
    assert not world.books.order_book.read(NORTH, [OrderNumber("PO-other")])


def test_orders_are_taken_by_the_day_they_were_placed_on(world: ShopWorld) -> None:
    world.sync_orders()
    number = old(world)
    world.sell("PO-new")
    before = world.books.watermarks.read(NORTH, UPDATES)
    day = LONG_AGO.date()

    world.sync_orders(backfill=Backfill(placed_from=day, placed_to=day))

    assert list(world.erp.inbox) == [number]
    assert world.books.watermarks.read(NORTH, UPDATES) == before


def test_another_day_takes_nothing(world: ShopWorld) -> None:
    old(world)
    day = date(2026, 1, 1)

    world.sync_orders(backfill=Backfill(placed_from=day, placed_to=day))

    assert world.erp.inbox == {}


def test_numbers_the_marketplace_does_not_show_are_named_and_stop_no_other(
    world: ShopWorld,
) -> None:
    number = old(world)

    executed = world.sync_orders(backfill=Backfill(numbers=("PO-nobody", number)))

    assert executed.run.state is not RunState.SUCCESS
    assert executed.run.error.endswith("does not show 1 of these orders: PO-nobody")
    assert list(world.erp.inbox) == [number]


def test_taking_an_order_again_changes_nothing(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    before = world.record(number)

    world.sync_orders(backfill=Backfill(numbers=(number,)))

    assert world.record(number) == before
    assert world.booked() == [number]
    assert world.state(number) is LedgerState.IN_ERP


def test_many_numbers_are_asked_in_batches(world: ShopWorld) -> None:
    numbers = tuple(old(world, f"PO-{index:03}") for index in range(250))

    world.sync_orders(backfill=Backfill(numbers=numbers))

    assert len(world.erp.inbox) == 250
