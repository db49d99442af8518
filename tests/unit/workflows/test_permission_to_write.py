"""Nothing is written outside while somebody said no; reading goes on."""

import pytest
from tests.unit.workflows.faults import DeadlockedHandover
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from job_core.run import RunState
from temu_core.ledger import LedgerState


@pytest.fixture
def shipped_and_sold(world: ShopWorld) -> ShopWorld:
    """
    Return a world in which all three outside writes are due.
    """
    old = world.into_the_erp(world.sell("PO-old"))
    world.ship(old)
    world.sell("PO-new")
    world.offer(stock=1)
    return world


def test_a_stopped_shop_reads_on_and_writes_nothing_outside(
    shipped_and_sold: ShopWorld, ada: Person
) -> None:
    world = shipped_and_sold
    ada.stop()

    orders, stock = world.sync_orders(), world.sync_inventory()

    assert {orders.run.state, stock.run.state} == {RunState.SUCCESS}
    assert [record.number for record in world.books.order_book.search(NORTH, text="PO-new")]
    assert (world.erp.inbox, world.told(), world.for_sale()) == ({}, [], 1)


def test_a_resumed_shop_writes_what_was_due(shipped_and_sold: ShopWorld, ada: Person) -> None:
    world = shipped_and_sold
    ada.stop()
    world.sync_orders()

    ada.resume()
    world.sync_orders()
    world.sync_inventory()

    assert list(world.erp.inbox) == ["PO-new"]
    assert world.told() == [("PO-old", "JJD0001", 1)]
    assert world.for_sale() == 98


def test_an_order_whose_handing_over_is_open_waits_while_the_shop_is_stopped(
    world: ShopWorld, ada: Person
) -> None:
    number = world.sell()
    world.fake(order_handover=DeadlockedHandover(world.erp, unlucky=number))
    world.sync_orders()
    world.fake()

    ada.stop()
    world.sync_orders()
    assert world.erp.inbox == {}
    ada.resume()
    world.sync_orders()

    assert list(world.erp.inbox) == [number]


def test_a_dry_run_shows_its_plans_and_writes_nothing_outside(
    shipped_and_sold: ShopWorld,
) -> None:
    world = shipped_and_sold

    orders = world.sync_orders(dry_run=True).result
    stock = world.sync_inventory(dry_run=True).result

    assert orders is not None
    assert stock is not None
    planned = {plan.kind.value: len(plan.writes) for plan in (*orders.plans, *stock.plans)}
    assert planned == {"export": 1, "confirm": 1, "stock": 1}
    assert (world.erp.inbox, world.told(), world.for_sale()) == ({}, [], 1)


def test_a_dry_run_does_not_finish_what_an_earlier_run_left_open(world: ShopWorld) -> None:
    number = world.sell()
    world.erp.moods.refuses[number] = "deadlock"
    world.sync_orders()
    world.erp.moods.refuses.clear()

    world.sync_orders(dry_run=True)

    assert world.erp.inbox == {}


def test_the_same_inputs_make_the_same_plan(world: ShopWorld) -> None:
    for index in range(3):
        world.sell(f"PO-{index}")

    plans = [world.sync_orders(dry_run=True).result for _ in range(2)]

    hashes = [[plan.hash for plan in result.plans] for result in plans if result]
    assert hashes[0] == hashes[1]


def test_the_first_plan_of_a_real_shop_waits_until_it_is_approved() -> None:
    world = ShopWorld.open(first_plan_needs_approval=True)
    number = world.sell()

    world.sync_orders()
    world.later(minutes=15)
    world.sync_orders()
    assert world.erp.inbox == {}
    assert world.state(number) is LedgerState.READY
    assert len(world.books.plans.waiting(NORTH)) == 1

    Person(world).approve()
    world.sync_orders()

    assert list(world.erp.inbox) == [number]


def test_a_shop_once_approved_needs_no_further_approval() -> None:
    world = ShopWorld.open(first_plan_needs_approval=True)
    world.sell("PO-1")
    world.sync_orders()
    Person(world).approve()
    world.sync_orders()

    later = world.sell("PO-2")
    world.offer(stock=1)
    world.sync_orders()
    world.sync_inventory()

    assert later in world.erp.inbox
    assert world.for_sale() == 98


def test_a_first_day_of_many_orders_is_approved_at_once() -> None:
    """
    Orders are planned a hundred at a time; one approval is for the shop.
    """
    world = ShopWorld.open(first_plan_needs_approval=True)
    numbers = [world.sell(f"PO-{index:03}") for index in range(150)]
    world.sync_orders()

    Person(world).approve()
    world.sync_orders()

    assert sorted(world.erp.inbox) == numbers
