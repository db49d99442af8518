"""What a person approved is written once, whenever the process dies, and nothing of it is lost."""

from collections import Counter
from collections.abc import Callable

import attrs
import pytest
from tests.unit.workflows.faults import FragileStore
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from adapters.memory.books import MemoryBooks
from temu_core.order import OrderNumber
from temu_core.plan import PlanState
from temu_core.shop import StockPolicy

CUPS, SOLD_OUT = 10, 8
#: Of eight goods that sell out, in the first of two batches.
BATCH = 4

MOMENTS = pytest.mark.parametrize("committed", [False, True], ids=["before", "after"])


def a_shop_with_cups(store: FragileStore) -> ShopWorld:
    """
    Return a world in which a person approved that most of its offers fall to 0.
    """
    world = ShopWorld.open(
        books=MemoryBooks.on(store),
        goods_at_once=BATCH,
        stock=StockPolicy(mass_zero_least=2),
    )
    for index in range(CUPS):
        world.offer(index, goods_id=1000 + index, seller_sku=f"CUP-{index}")
    have(world, 10)
    world.sync_inventory()
    have(world, 0)
    world.sync_inventory()
    Person(world).approve()
    return world


def have(world: ShopWorld, units: int) -> None:
    """
    Let the ERP have so many of each cup that sells out, and ten of the others.
    """
    for index in range(CUPS):
        world.erp.article(f"CUP-{index}", units if index < SOLD_OUT else 10)


def zeros_sent(world: ShopWorld) -> Counter[int]:
    """
    Return how often the marketplace was told that each offer has no unit.
    """
    return Counter(u.sku_id for u in world.marketplace.stock_updates if not u.units)


def planned(world: ShopWorld) -> set[int]:
    """
    Return the offers in a plan that waits or is approved.
    """
    plans = world.books.plans.waiting(NORTH)
    return {int(key) for plan in plans for write in plan.plan.writes for key in write.keys}


def at_every_transaction(committed: bool, tell: Callable[[FragileStore, int], bool]) -> None:
    """
    Let *tell* play a story whose process dies at transaction 1, 2, 3, … until it has fewer.
    """
    at = 1
    while tell(FragileStore(), at):
        at += 1
    assert at > 10


@MOMENTS
def test_no_stock_is_set_twice_on_the_strength_of_one_approval(committed: bool) -> None:
    def tell(store: FragileStore, at: int) -> bool:
        world = a_shop_with_cups(store)

        died = store.kills(world.sync_inventory, at=at, committed=committed)
        world.later(minutes=20)
        world.sync_inventory()
        settled = {index for index in range(SOLD_OUT) if world.for_sale(index) == 0}
        assert settled | planned(world) >= set(range(SOLD_OUT)), at

        for units in (10, 0):
            have(world, units)
            world.later(minutes=20)
            world.sync_inventory()
        assert max(zeros_sent(world).values(), default=1) == 1, at
        shows_units = {index for index in range(SOLD_OUT) if world.for_sale(index)}
        assert shows_units <= planned(world), at
        return died

    at_every_transaction(committed, tell)


def test_what_a_dead_process_left_of_a_plan_is_written_without_asking_again() -> None:
    store = FragileStore()
    world = a_shop_with_cups(store)
    at = 0
    while len(zeros_sent(world)) != BATCH:
        store = FragileStore()
        world = a_shop_with_cups(store)
        at += 1
        store.kills(world.sync_inventory, at=at, committed=True)
    (plan,) = world.books.plans.waiting(NORTH)
    assert (plan.state, len(plan.approved)) == (PlanState.APPROVED, SOLD_OUT - BATCH)

    world.later(minutes=20)
    world.sync_inventory()

    assert set(zeros_sent(world).values()) == {1}
    assert len(zeros_sent(world)) == SOLD_OUT
    assert not world.books.plans.waiting(NORTH)


def test_an_approval_is_kept_for_what_is_doubtful_when_a_part_of_it_no_longer_is(
    world: ShopWorld,
) -> None:
    for index in range(12):
        world.erp.article(f"CUP-{index}", 10)
        world.offer(index, goods_id=1000 + index, seller_sku=f"CUP-{index}")
    world.sync_inventory()
    for index in range(10):
        world.erp.article(f"CUP-{index}", 0)
    world.erp.article("CUP-11", 99_999)
    world.sync_inventory()
    Person(world).approve()
    world.erp.article("CUP-0", 10)

    world.sync_inventory()

    assert [world.for_sale(index) for index in (0, 1, 11)] == [10, 0, 99_999]


@MOMENTS
def test_an_approved_export_is_applied_once_and_its_approval_ends(committed: bool) -> None:
    def tell(store: FragileStore, at: int) -> bool:
        books = MemoryBooks.on(store)
        world = ShopWorld.open(books=books, first_plan_needs_approval=True)
        numbers = [world.sell("PO-1"), world.sell("PO-2")]
        world.sync_orders()
        Person(world).approve()

        died = store.kills(world.sync_orders, at=at, committed=committed)
        for _ in range(3):
            world.later(minutes=20)
            world.sync_orders()
            world.erp.book_waiting()

        assert sorted(world.booked()) == numbers, at
        assert not world.books.plans.waiting(NORTH), at
        return died

    at_every_transaction(committed, tell)


@MOMENTS
def test_approved_confirmations_are_sent_once_and_their_approval_ends(committed: bool) -> None:
    def tell(store: FragileStore, at: int) -> bool:
        world, numbers = a_shop_with_parcels(store)

        died = store.kills(world.sync_orders, at=at, committed=committed)
        for _ in range(3):
            world.later(minutes=20)
            world.sync_orders()

        told = Counter(number for number, _, _ in world.told())
        assert told == dict.fromkeys(numbers, 1), at
        assert not world.books.plans.waiting(NORTH), at
        return died

    at_every_transaction(committed, tell)


def a_shop_with_parcels(store: FragileStore) -> tuple[ShopWorld, list[OrderNumber]]:
    """
    Return a real shop's world in which a person approved its first plan: to tell of two parcels.
    """
    world = ShopWorld.open(books=MemoryBooks.on(store))
    numbers = [world.into_the_erp(world.sell(name)) for name in ("PO-1", "PO-2")]
    for number in numbers:
        world.ship(number, f"JJD-{number}")
    world.setup = attrs.evolve(world.setup, first_plan_needs_approval=True)
    world.fake()
    world.sync_orders()
    Person(world).approve()
    return world, numbers
