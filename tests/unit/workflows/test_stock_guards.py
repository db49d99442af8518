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
from temu_core.offer import SkuId
from temu_core.plan import PlanState
from temu_core.shop import StockPolicy


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


def sold_out(world: ShopWorld, cups: int, *, units: int = 0) -> None:
    """
    Let the ERP sell out the first *cups* articles, or have so many units of each.
    """
    for index in range(cups):
        world.erp.article(f"CUP-{index}", units)


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
    sold_out(full, 10)

    full.sync_inventory()
    full.sync_inventory()

    assert shown(full) == [10] * 12
    assert (AlertKind.GUARD, NORTH) in full.alerts()
    assert len(full.books.plans.waiting(NORTH)) == 1


def test_an_approved_fall_to_zero_is_applied(full: ShopWorld) -> None:
    sold_out(full, 10)
    full.sync_inventory()

    Person(full).approve()
    full.sync_inventory()

    assert shown(full) == [0] * 10 + [10] * 2


def test_the_guards_alert_ends_when_its_plan_was_applied(full: ShopWorld) -> None:
    sold_out(full, 10)
    full.sync_inventory()
    Person(full).approve()
    assert (AlertKind.GUARD, NORTH) in full.alerts()

    full.sync_inventory()

    (ended,) = full.books.alerts.about(NORTH, NORTH)
    assert full.alerts() == set()
    assert (ended.closed_by.split(":")[0], ended.closed_at) == ("run", full.clock.now())


def test_the_guards_alert_ends_when_nothing_is_doubtful_any_more(full: ShopWorld) -> None:
    sold_out(full, 10)
    full.sync_inventory()
    sold_out(full, 10, units=9)

    full.sync_inventory()

    assert full.alerts() == set()


@pytest.mark.parametrize("units", [9, 10], ids=["other writes", "nothing to write"])
def test_a_plan_that_became_needless_waits_for_nobody(full: ShopWorld, units: int) -> None:
    sold_out(full, 10)
    full.sync_inventory()
    (plan,) = full.books.plans.waiting(NORTH)
    sold_out(full, 10, units=units)

    full.sync_inventory()

    stored = full.books.plans.get(NORTH, plan.id)
    assert full.books.plans.waiting(NORTH) == []
    assert stored is not None
    assert stored.state is PlanState.NEEDLESS
    assert "became needless" in Person(full).refused_plan(plan.id)[1]


def test_a_dry_run_puts_no_plan_away(full: ShopWorld) -> None:
    sold_out(full, 10)
    full.sync_inventory()
    sold_out(full, 10, units=9)

    full.sync_inventory(dry_run=True)

    assert len(full.books.plans.waiting(NORTH)) == 1


def test_the_guards_alert_ends_though_the_shop_was_stopped_meanwhile(full: ShopWorld) -> None:
    sold_out(full, 10)
    full.sync_inventory()
    sold_out(full, 10, units=10)
    Person(full).stop()

    full.sync_inventory()

    assert full.alerts() == set()


def test_the_guards_alert_stays_as_long_as_a_plan_waits(full: ShopWorld) -> None:
    """
    An approval that is too old is none: the plan waits anew.
    """
    sold_out(full, 10)
    full.sync_inventory()
    Person(full).approve()
    full.later(hours=25)

    full.sync_inventory()

    assert (AlertKind.GUARD, NORTH) in full.alerts()
    assert [plan.state for plan in full.books.plans.waiting(NORTH)] == [PlanState.WAITING]


def test_a_dry_run_neither_raises_nor_ends_the_guards_alert(full: ShopWorld) -> None:
    sold_out(full, 10)
    full.sync_inventory(dry_run=True)
    assert full.alerts() == set()

    full.sync_inventory()
    sold_out(full, 10, units=10)
    full.sync_inventory(dry_run=True)

    assert (AlertKind.GUARD, NORTH) in full.alerts()


def test_a_process_that_dies_before_the_alert_ends_leaves_that_to_the_next_run() -> None:
    at, died = 0, True
    while died:
        at += 1
        store = FragileStore()
        world = ShopWorld.open(books=MemoryBooks.on(store), stock=StockPolicy(mass_zero_least=2))
        for index in range(4):
            world.offer(100 + index, goods_id=index, seller_sku=f"CUP-{index}", stock=10)
            world.erp.article(f"CUP-{index}", 0)
        world.sync_inventory()
        Person(world).approve()

        died = store.kills(world.sync_inventory, at=at, committed=True)
        for _ in range(2):
            world.later(minutes=20)
            world.sync_inventory()
            plans = world.books.plans.waiting(NORTH)
        waits = any(plan.state is PlanState.WAITING for plan in plans)

        assert ((AlertKind.GUARD, NORTH) in world.alerts()) == waits, at
    assert at > 10


def test_an_approval_is_for_the_plan_that_was_shown(full: ShopWorld) -> None:
    sold_out(full, 10)
    full.sync_inventory()
    Person(full).approve()
    full.erp.article("CUP-10", 0)

    full.sync_inventory()

    assert shown(full) == [10] * 12


def test_what_does_not_fall_to_zero_is_sent_while_the_rest_waits(full: ShopWorld) -> None:
    """
    A shop that sells would be oversold while somebody makes up their mind.
    """
    sold_out(full, 10)
    full.erp.article("CUP-10", 4)

    full.sync_inventory()

    assert shown(full) == [10] * 10 + [4, 10]
    (waiting,) = full.books.plans.waiting(NORTH)
    assert len(waiting.plan.writes) == 10


def test_a_shop_that_sells_on_makes_no_other_plan(full: ShopWorld) -> None:
    sold_out(full, 10)
    full.sync_inventory()
    (before,) = full.books.plans.waiting(NORTH)

    full.marketplace.set_stock(SkuId(100), 9)
    full.erp.article("CUP-11", 7)
    full.sync_inventory()
    assert [plan.id for plan in full.books.plans.waiting(NORTH)] == [before.id]
    Person(full).approve()
    full.marketplace.set_stock(SkuId(101), 8)
    full.erp.article("CUP-11", 6)
    full.sync_inventory()

    assert shown(full) == [0] * 10 + [10, 6]
    assert list(full.books.plans.waiting(NORTH)) == []


def test_an_approval_counts_for_those_that_still_fall_to_zero(full: ShopWorld) -> None:
    sold_out(full, 11)
    full.sync_inventory()
    Person(full).approve()
    full.erp.article("CUP-0", 2)

    full.sync_inventory()

    assert shown(full) == [2] + [0] * 10 + [10]


def test_an_approval_applied_once_is_used_up(full: ShopWorld) -> None:
    """
    A broken read a month later sets nothing to 0 on the strength of an old approval.
    """
    sold_out(full, 10)
    full.sync_inventory()
    Person(full).approve()
    full.sync_inventory()
    sold_out(full, 10, units=10)
    full.sync_inventory()
    assert shown(full) == [10] * 12

    full.later(hours=1)
    sold_out(full, 10)
    full.sync_inventory()

    assert shown(full) == [10] * 12


def test_an_approval_nobody_needed_is_forgotten_after_a_day(full: ShopWorld) -> None:
    sold_out(full, 10)
    full.sync_inventory()
    Person(full).approve()
    sold_out(full, 10, units=10)
    full.sync_inventory()

    full.later(hours=24)
    sold_out(full, 10)
    full.sync_inventory()

    assert shown(full) == [10] * 12
    assert [plan.state for plan in full.books.plans.waiting(NORTH)] == [PlanState.WAITING]


def test_the_first_plan_of_a_shop_is_not_hidden_by_a_guard() -> None:
    world = ShopWorld.open(first_plan_needs_approval=True)
    for index in range(12):
        world.erp.article(f"CUP-{index}", 0 if index < 10 else 5)
        world.offer(100 + index, seller_sku=f"CUP-{index}", stock=10)

    world.sync_inventory()
    (first,) = world.books.plans.waiting(NORTH)
    assert len(first.plan.writes) == 2
    Person(world).approve()
    world.sync_inventory()

    assert shown(world) == [10] * 10 + [5, 5]
    (second,) = world.books.plans.waiting(NORTH)
    assert len(second.plan.writes) == 10
    Person(world).approve()
    world.sync_inventory()
    assert shown(world) == [0] * 10 + [5, 5]


def test_a_few_articles_sold_out_need_nobody(full: ShopWorld) -> None:
    sold_out(full, 3)

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
