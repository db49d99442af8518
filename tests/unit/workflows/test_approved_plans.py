"""A person agrees to what was shown, and to nothing else."""

import pytest
from tests.builders.orders import an_address
from tests.unit.workflows.faults import NamelessFeed
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.plan import PlanKind, PlanState, StoredPlan


@pytest.fixture
def cautious() -> ShopWorld:
    """
    Return a real shop that nobody has approved yet.
    """
    return ShopWorld.open(first_plan_needs_approval=True)


def waiting(world: ShopWorld) -> StoredPlan:
    (plan,) = world.books.plans.waiting(NORTH)
    return plan


def test_the_first_export_waits_and_shows_what_it_would_write(cautious: ShopWorld) -> None:
    number = cautious.sell()
    cautious.sync_orders()

    plan = waiting(cautious).plan

    assert cautious.erp.inbox == {}
    assert plan.kind is PlanKind.EXPORT
    assert plan.writes[0].keys == (number,)
    assert plan.writes[0].details == (
        "1 × LAMP-1 Desk lamp, 19.90 EUR each, 19 % VAT",
        "customer: a new one, DE",
    )


def test_no_plan_names_a_buyer(cautious: ShopWorld) -> None:
    cautious.sell()
    cautious.sync_orders()

    shown = repr(waiting(cautious).plan.writes)

    assert not [word for word in ("Erika", "Musterweg", "12345", "Musterstadt") if word in shown]


def test_an_approved_plan_is_applied_and_remembered_as_applied(cautious: ShopWorld) -> None:
    number = cautious.sell()
    cautious.sync_orders()
    plan = waiting(cautious)

    Person(cautious).apply(plan.id)

    stored = cautious.books.plans.get(NORTH, plan.id)
    assert list(cautious.erp.inbox) == [number]
    assert stored is not None
    assert stored.state is PlanState.APPLIED


def test_a_plan_with_an_order_that_was_cancelled_meanwhile_is_refused(cautious: ShopWorld) -> None:
    number = cautious.sell()
    cautious.sync_orders()
    plan = waiting(cautious)
    cautious.later(minutes=5)
    cautious.marketplace.cancel(number)
    cautious.sync_orders()

    refusal = Person(cautious).refused_plan(plan.id)

    assert refusal == (
        "plan_outdated",
        f"plan {plan.id} is out of date: PO-1 is cancelled now. The next run makes a new one.",
    )
    assert cautious.books.shop_register.switches(NORTH).approved_at is None
    assert cautious.erp.inbox == {}


def test_a_plan_with_another_address_is_another_plan(cautious: ShopWorld) -> None:
    """
    A wrong address that was corrected meanwhile is not what a person agreed to.
    """
    number = cautious.sell()
    cautious.sync_orders()
    before = waiting(cautious)
    cautious.later(minutes=5)
    cautious.sell(str(number), address=an_address(city="Elsewhere"), address_changed=True)
    cautious.sync_orders()

    assert Person(cautious).refused_plan(before.id)[0] == "unknown_plan"
    assert waiting(cautious).plan.hash != before.plan.hash


def test_an_applied_plan_cannot_be_applied_again(cautious: ShopWorld) -> None:
    cautious.sell()
    cautious.sync_orders()
    plan = waiting(cautious)
    Person(cautious).apply(plan.id)

    assert Person(cautious).refused_plan(plan.id)[0] == "unknown_plan"


def test_an_old_approval_is_refused(cautious: ShopWorld) -> None:
    cautious.sell()
    cautious.sync_orders()
    plan = waiting(cautious)
    Person(cautious).approve()
    cautious.later(hours=24)

    assert Person(cautious).refused_plan(plan.id)[0] == "plan_outdated"


def test_orders_that_come_after_the_approval_follow_by_themselves(cautious: ShopWorld) -> None:
    cautious.sell("PO-1")
    cautious.sync_orders()
    Person(cautious).approve()
    cautious.later(minutes=5)
    cautious.sell("PO-2")

    cautious.sync_orders()

    assert sorted(cautious.erp.inbox) == ["PO-1", "PO-2"]
    assert not cautious.books.plans.waiting(NORTH)
    assert cautious.state(OrderNumber("PO-2")) is LedgerState.EXPORTED


def test_a_number_that_jumps_waits_for_a_person(world: ShopWorld) -> None:
    world.offer(stock=5)
    world.offer(18, goods_id=602, seller_sku="VASE-1", stock=2)
    world.erp.article("LAMP-1", 99_999)
    world.erp.article("VASE-1", 3)

    world.sync_inventory()
    plan = waiting(world)
    before = (world.for_sale(17), world.for_sale(18))
    Person(world).apply(plan.id)

    assert before == (5, 3)
    assert plan.plan.approval_reason.endswith("LAMP-1 from 5 to 99999.")
    assert world.for_sale(17) == 99_999


def test_a_stock_plan_is_refused_once_the_erp_says_something_else(world: ShopWorld) -> None:
    world.offer(stock=5)
    world.erp.article("LAMP-1", 99_999)
    world.sync_inventory()
    plan = waiting(world)
    world.erp.article("LAMP-1", 12)
    world.sync_inventory()

    assert Person(world).refused_plan(plan.id)[0] in {"plan_outdated", "unknown_plan"}
    assert world.for_sale(17) == 12


def test_a_first_plan_is_needless_once_another_one_opened_the_shop(cautious: ShopWorld) -> None:
    """
    The first approval is for writing at all; what waited beside it goes by itself.
    """
    number = cautious.sell()
    cautious.offer(stock=4)
    cautious.sync_orders()
    cautious.sync_inventory()
    stock = next(p for p in cautious.books.plans.waiting(NORTH) if p.plan.kind is PlanKind.STOCK)
    Person(cautious).apply(stock.id)

    cautious.sync_orders()

    assert list(cautious.erp.inbox) == [number]
    assert cautious.books.plans.waiting(NORTH) == []


def test_a_plan_whose_order_could_not_be_asked_about_waits_on(cautious: ShopWorld) -> None:
    """
    That the marketplace left it out once does not make its parcel needless.
    """
    number = cautious.sell()
    cautious.erp.book(number)
    cautious.sync_orders()
    cautious.ship(number)
    cautious.sync_orders()
    before = waiting(cautious)
    assert before.plan.kind is PlanKind.CONFIRM

    cautious.fake(order_feed=NamelessFeed(cautious.marketplace))
    cautious.later(minutes=10)
    cautious.sync_orders()

    assert waiting(cautious) == before
