"""The order list is read until nothing is missing, and the watermark moves last."""

from datetime import timedelta

import attrs
import pytest
from tests.unit.workflows.faults import FiledFeed, FragileStore, MovingFeed, OldPageFeed, StuckFeed
from tests.unit.workflows.world import NOON, NORTH, ShopWorld

from adapters.memory.books import MemoryBooks
from job_core.run import RunState
from shared_kernel.errors import Family, Problem
from temu_core.alert import AlertKind
from temu_core.ledger import LedgerState
from temu_core.order import MarketplaceStatus, OrderNumber
from temu_core.shop import ListingPolicy
from temu_core.use_cases.take_orders import UPDATES


def watermark(world: ShopWorld) -> object:
    """
    Return up to when every update is known to be stored.
    """
    return world.books.watermarks.read(NORTH, UPDATES)


def stored(world: ShopWorld) -> int:
    """
    Return how many orders our books have.
    """
    return sum(world.books.order_book.counts(NORTH).values())


def test_the_watermark_moves_to_the_moment_the_list_was_asked_for(world: ShopWorld) -> None:
    world.sell()

    world.sync_orders()

    assert watermark(world) == NOON


def test_the_first_run_looks_back_as_far_as_the_merchant_wants() -> None:
    world = ShopWorld.open(listing=ListingPolicy(days_back=3))
    wanted = world.sell("PO-1", updated_at=NOON - timedelta(days=3))
    world.sell("PO-2", updated_at=NOON - timedelta(days=3, seconds=1))

    world.sync_orders()

    assert list(world.erp.inbox) == [wanted]


def test_an_order_shown_late_is_caught_by_the_overlap(world: ShopWorld) -> None:
    world.sync_orders()
    late = world.sell(updated_at=NOON - timedelta(minutes=50))
    world.later(minutes=15)

    world.sync_orders()

    assert world.state(late) is LedgerState.EXPORTED


def test_the_watermark_stays_when_only_one_status_was_listed(world: ShopWorld) -> None:
    """
    Defect 17 of the original: what one manual run asked for changed all later runs.
    """
    world.sync_orders()
    world.later(hours=5)
    pending = world.sell("PO-1", status=MarketplaceStatus.PENDING)
    world.sell("PO-2")

    world.sync_orders(status=MarketplaceStatus.UNSHIPPED)
    assert watermark(world) == NOON
    world.later(hours=5)
    world.sync_orders()

    assert watermark(world) == NOON + timedelta(hours=10)
    assert world.state(pending) is LedgerState.PENDING


def test_a_longer_look_back_holds_for_one_run_only(world: ShopWorld) -> None:
    """
    Defect 17 of the original: parameters of a manual run replaced the scheduled ones.
    """
    world.sync_orders()
    old = world.sell("PO-1", updated_at=NOON - timedelta(days=20), placed_at=NOON)
    older = world.sell("PO-2", updated_at=NOON - timedelta(days=29), placed_at=NOON)

    world.sync_orders()
    assert stored(world) == 0
    world.sync_orders(days_back=25)
    assert world.state(old) is LedgerState.EXPORTED
    world.sync_orders()

    assert older not in world.erp.inbox


@pytest.mark.parametrize("committed", [False, True])
def test_the_watermark_never_passes_an_order_that_is_not_stored(committed: bool) -> None:
    """
    Whatever transaction the process dies at, the order is there once the watermark moved.
    """
    at, died = 0, True
    while died:
        at += 1
        store = FragileStore()
        world = ShopWorld.open(books=MemoryBooks.on(store))
        world.sell()

        died = store.kills(world.sync_orders, at=at, committed=committed)

        assert watermark(world) is None or stored(world) == 1, at
        world.later(minutes=2)
        world.sync_orders()
        assert watermark(world) == world.clock.now(), at
    assert at > 5


def test_an_order_that_moves_to_page_one_meanwhile_hides_no_other(world: ShopWorld) -> None:
    numbers = [
        world.sell(f"PO-{index:03}", updated_at=NOON - timedelta(seconds=300 - index))
        for index in range(300)
    ]

    def touch(page: int) -> None:
        if page == 2:
            world.later(seconds=1)
            listed = world.marketplace.orders[numbers[250]].listed
            world.marketplace.show(attrs.evolve(listed, updated_at=world.clock.now()))

    world.fake(order_feed=MovingFeed(world.marketplace, touch))
    executed = world.sync_orders()

    assert executed.run.state is RunState.SUCCESS
    assert sorted(world.erp.inbox) == numbers


def test_an_order_that_arrives_meanwhile_is_stored_as_well(world: ShopWorld) -> None:
    for index in range(150):
        world.sell(f"PO-{index:03}", updated_at=NOON - timedelta(seconds=index))

    def buy(page: int) -> None:
        if page == 2 and "PO-new" not in world.marketplace.orders:
            world.sell("PO-new")

    world.fake(order_feed=MovingFeed(world.marketplace, buy))
    executed = world.sync_orders()

    assert executed.run.state is RunState.SUCCESS
    assert "PO-new" in world.erp.inbox
    assert len(world.erp.inbox) == 151


def test_a_page_from_an_earlier_list_does_not_stand_for_an_order_that_was_not_shown(
    world: ShopWorld,
) -> None:
    """
    With the old page the number of orders agrees with the total, and one of them is missing.
    """
    world.marketplace.page_size = 1
    feed = OldPageFeed(world.marketplace, old_at=[3])
    world.fake(order_feed=feed)
    world.sell("PO-old")
    world.later(hours=2)
    world.sync_orders()
    assert len(feed.answered) == 2
    world.later(hours=5)
    hidden = world.sell("PO-hidden")
    world.later(minutes=1)
    world.sell("PO-new")

    executed = world.sync_orders()

    assert executed.run.state is RunState.SUCCESS
    assert world.state(hidden) is LedgerState.EXPORTED


def test_orders_a_list_shows_outside_its_span_again_and_again_belong_to_it(
    world: ShopWorld,
) -> None:
    """
    Else a marketplace that reads its spans otherwise would never let the watermark move.
    """
    world.fake(order_feed=OldPageFeed(world.marketplace, old_at=range(3, 100)))
    world.sell("PO-old")
    world.later(hours=2)
    world.sync_orders()
    world.later(hours=5)

    executed = world.sync_orders()

    assert executed.run.state is RunState.SUCCESS
    assert watermark(world) == world.clock.now()


def test_a_file_shows_what_it_has_whatever_is_asked_for(world: ShopWorld) -> None:
    """
    Its orders are old, and its pages come once.
    """
    for index in range(150):
        world.sell(f"PO-{index:03}", updated_at=NOON - timedelta(days=40, seconds=index))
    filed = FiledFeed(world.marketplace)
    world.fake(order_feed=filed)

    executed = world.sync_orders()

    assert executed.run.state is RunState.SUCCESS
    assert stored(world) == 150
    assert filed.asked == [1, 2, 1]


def test_a_page_repeated_for_ever_fails_the_run_at_its_end(world: ShopWorld) -> None:
    """
    What could be read is stored once and goes on; the watermark stays.
    """
    for index in range(150):
        world.sell(f"PO-{index:03}", updated_at=NOON - timedelta(seconds=index))
    world.fake(order_feed=StuckFeed(world.marketplace))

    executed = world.sync_orders()

    assert executed.run.state is RunState.FAILED
    assert "kept changing" in executed.run.error
    assert watermark(world) is None
    assert stored(world) == len(world.erp.inbox) == 100


def test_the_run_after_a_stuck_list_stores_the_rest(world: ShopWorld) -> None:
    for index in range(150):
        world.sell(f"PO-{index:03}", updated_at=NOON - timedelta(seconds=index))
    world.fake(order_feed=StuckFeed(world.marketplace))
    world.sync_orders()
    world.fake()

    world.sync_orders()

    assert watermark(world) == NOON
    assert stored(world) == 150


def test_the_daily_check_finds_an_order_no_list_of_changes_showed(world: ShopWorld) -> None:
    world.sync_orders()
    hidden = world.sell(updated_at=NOON - timedelta(days=30), placed_at=NOON)
    world.later(hours=23)
    world.sync_orders()
    assert stored(world) == 0

    world.later(hours=2)
    world.sync_orders()

    assert world.state(hidden) is LedgerState.EXPORTED
    assert (AlertKind.MISSED_BY_UPDATES, hidden) in world.alerts()


def test_a_changing_list_makes_no_tries_of_an_unreadable_order(world: ShopWorld) -> None:
    """
    One run is one try, however often the list had to be walked in it.
    """
    for index in range(150):
        world.sell(f"PO-{index:03}", updated_at=NOON - timedelta(seconds=index))
    broken = OrderNumber("PO-000")
    world.marketplace.moods.unreadable[broken] = Problem(
        family=Family.HUMAN, text="not a status", field="orderStatus"
    )
    world.fake(order_feed=StuckFeed(world.marketplace))

    world.sync_orders()

    assert world.record(broken).bad_answers == 1
