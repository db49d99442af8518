"""What the marketplace shows now is held against our books."""

from tests.unit.workflows.faults import BusyOrderFeed, StuckFeed
from tests.unit.workflows.world import NORTH, ShopWorld

from temu_core.alert import AlertKind
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.reconciliation import GapKind

ALERT = (AlertKind.RECONCILIATION, NORTH)


def test_books_that_follow_the_marketplace_agree(world: ShopWorld) -> None:
    world.into_the_erp(world.sell("PO-1"))
    world.sell("PO-2")
    world.sync_orders()

    report = world.reconcile()

    assert (report.agrees, report.shown, report.stored, report.newer) == (True, 2, 2, 0)
    assert ALERT not in world.alerts()


def test_an_order_the_sync_should_know_is_missed_by_number(world: ShopWorld) -> None:
    """
    One that appears late, with a change before everything was said to be known.
    """
    world.sync_orders()
    placed = world.clock.now()
    world.later(minutes=30)
    world.sync_orders()
    world.sell("PO-late", placed_at=placed, updated_at=placed)

    report = world.reconcile()

    assert report.missing == (OrderNumber("PO-late"),)
    assert [(day.shown, day.stored, day.gaps) for day in report.per_day] == [(1, 0, 1)]
    assert ALERT in world.alerts()


def test_an_order_nobody_had_time_to_take_is_no_gap(world: ShopWorld) -> None:
    world.sync_orders()
    world.later(minutes=5)
    world.sell("PO-new")

    report = world.reconcile()

    assert (report.agrees, report.newer) == (True, 1)


def test_an_order_the_marketplace_shows_no_more_is_named(world: ShopWorld) -> None:
    number = world.sell("PO-1")
    world.sync_orders()
    del world.marketplace.orders[number]

    report = world.reconcile()

    assert [(gap.number, gap.kind) for gap in report.gaps] == [(number, GapKind.NOT_SHOWN)]


def test_the_alert_ends_once_both_sides_agree_again(world: ShopWorld) -> None:
    number = world.sell("PO-1")
    world.sync_orders()
    hidden = world.marketplace.orders.pop(number)
    world.reconcile()
    world.marketplace.orders[number] = hidden

    world.reconcile()

    assert ALERT not in world.alerts()


def test_a_list_that_cannot_be_read_whole_accuses_nobody_of_hiding(world: ShopWorld) -> None:
    for index in range(150):
        world.sell(f"PO-{index:03}")
    world.sync_orders()
    world.fake(order_feed=StuckFeed(world.marketplace))

    report = world.reconcile()

    assert (report.complete, report.agrees) == (False, False)
    assert not report.gaps


def test_what_another_run_stores_meanwhile_is_not_said_to_be_gone(world: ShopWorld) -> None:
    """
    The list was read before it; that it is not on it says nothing.
    """
    world.sell("PO-1")
    world.sync_orders()

    def comes_late() -> None:
        world.sell("PO-2")
        world.sync_orders()

    world.fake(order_feed=BusyOrderFeed(world.marketplace, happens=comes_late))

    report = world.reconcile()

    assert world.state(OrderNumber("PO-2")) is LedgerState.EXPORTED
    assert (report.shown, report.gaps) == (1, ())


def test_it_changes_no_order(world: ShopWorld) -> None:
    world.sell("PO-1")
    world.sync_orders()
    world.sell("PO-2")
    before = world.record(OrderNumber("PO-1"))

    world.reconcile()

    assert world.record(OrderNumber("PO-1")) == before
    assert OrderNumber("PO-2") not in world.books.order_book.read(NORTH, [OrderNumber("PO-2")])
