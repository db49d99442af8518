"""Stock that looks wrong is not sent before a person has looked."""

import pytest
from tests.unit.workflows.faults import FragileStore, StuckFeed
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from adapters.memory.books import MemoryBooks
from job_core.run import RunState
from shared_kernel.errors import Family, Problem
from shared_kernel.sku import Sku
from temu_core.alert import AlertKind


@pytest.fixture
def full(world: ShopWorld) -> ShopWorld:
    """
    Return a world with twelve articles on sale, ten units each.
    """
    for index in range(12):
        world.erp.article(f"CUP-{index}", 10)
        world.offer(100 + index, seller_sku=f"CUP-{index}")
    world.sync_inventory()
    assert shown(world) == [10] * 12
    return world


def shown(world: ShopWorld) -> list[int]:
    """
    Return how many units of each cup the marketplace would sell.
    """
    return [world.for_sale(100 + index) for index in range(12)]


def test_an_erp_that_does_not_answer_changes_no_stock(full: ShopWorld) -> None:
    """
    Defect 8 of the original: a failed read set every stock to 0.
    """
    full.erp.moods.down = True

    executed = full.sync_inventory()

    assert executed.run.state is RunState.FAILED
    assert shown(full) == [10] * 12


@pytest.mark.parametrize("left", [0, 5])
def test_an_empty_or_shrunken_answer_changes_no_stock(full: ShopWorld, left: int) -> None:
    """
    Defect 8 of the original: an empty answer set every stock to 0.
    """
    for index in range(left, 12):
        del full.erp.articles[Sku(f"CUP-{index}")]
    full.erp.article("CUP-0", 3)

    executed = full.sync_inventory()

    assert executed.run.error_code == "erp_answer_shrunken"
    assert shown(full) == [10] * 12


def test_orders_that_cannot_be_listed_completely_change_no_stock(full: ShopWorld) -> None:
    """
    What was sold and is not known here would be offered again.
    """
    for index in range(150):
        full.sell(f"PO-{index:03}")
    full.erp.article("CUP-0", 3)
    full.fake(order_feed=StuckFeed(full.marketplace))

    executed = full.sync_inventory()

    assert executed.run.state is RunState.FAILED
    assert shown(full) == [10] * 12


def test_many_offers_falling_to_zero_wait_for_a_person(full: ShopWorld) -> None:
    for index in range(10):
        full.erp.article(f"CUP-{index}", 0)

    full.sync_inventory()
    full.sync_inventory()

    assert shown(full) == [10] * 12
    assert (AlertKind.GUARD, NORTH) in full.alerts()
    assert len(full.books.plans.waiting(NORTH)) == 1


def test_an_approved_fall_to_zero_is_applied(full: ShopWorld) -> None:
    for index in range(10):
        full.erp.article(f"CUP-{index}", 0)
    full.sync_inventory()

    Person(full).approve()
    full.sync_inventory()

    assert shown(full) == [0] * 10 + [10] * 2


def test_an_approval_is_for_the_plan_that_was_shown(full: ShopWorld) -> None:
    for index in range(10):
        full.erp.article(f"CUP-{index}", 0)
    full.sync_inventory()
    Person(full).approve()
    full.erp.article("CUP-10", 0)

    full.sync_inventory()

    assert shown(full) == [10] * 12


def test_a_few_articles_sold_out_need_nobody(full: ShopWorld) -> None:
    for index in range(3):
        full.erp.article(f"CUP-{index}", 0)

    full.sync_inventory()

    assert shown(full) == [0] * 3 + [10] * 9


def test_an_offer_nobody_can_read_retires_no_offer(full: ShopWorld) -> None:
    full.later(minutes=10)
    full.marketplace.moods.unreadable["100"] = Problem(
        family=Family.HUMAN, text="'many' is no number", field="stock"
    )

    full.sync_inventory()

    assert len(list(full.books.offer_book.active(NORTH))) == 12


@pytest.mark.parametrize("committed", [False, True])
def test_a_process_may_die_at_any_moment_of_the_stock_sync(committed: bool) -> None:
    at, died = 0, True
    while died:
        at += 1
        store = FragileStore()
        world = ShopWorld.open(books=MemoryBooks.on(store))
        world.offer(17, stock=3)
        world.offer(18, stock=3)

        died = store.kills(world.sync_inventory, at=at, committed=committed)
        world.erp.article("LAMP-1", 41)
        world.later(minutes=10)
        executed = world.sync_inventory()

        assert executed.run.state is RunState.SUCCESS, at
        assert (world.for_sale(17), world.for_sale(18)) == (21, 20), at
    assert at > 10
