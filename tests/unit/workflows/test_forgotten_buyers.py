"""Buyers of finished orders are forgotten; open orders keep everything they need."""

from datetime import timedelta

import pytest
from tests.unit.workflows.faults import FragileStore
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from adapters.memory.books import MemoryBooks
from temu_core.ledger import LedgerState, Remedy
from temu_core.order import MarketplaceStatus, OrderNumber
from temu_core.privacy import CutOffs, HeldKind


def confirmed(world: ShopWorld, number: str = "PO-1") -> OrderNumber:
    """
    Take an order all the way.
    """
    order = world.into_the_erp(world.sell(number))
    world.ship(order, f"JJD-{number}")
    world.sync_orders()
    assert world.state(order) is LedgerState.CONFIRMED
    return order


def kinds(world: ShopWorld) -> set[HeldKind]:
    cut_offs = CutOffs.of(world.setup.retention, world.clock.now())
    return {held.kind for held in world.books.personal_data.held(NORTH, cut_offs)}


def test_ninety_days_after_its_end_nothing_of_the_buyer_is_left(world: ShopWorld) -> None:
    number = confirmed(world)
    before = world.record(number)

    world.later(days=91)
    world.sync_orders()

    after = world.record(number)
    assert (after.address, after.erased_at) == (None, world.clock.now())
    assert (after.amounts, after.packages, after.listed) == (
        before.amounts,
        before.packages,
        before.listed,
    )
    assert not world.books.export_book.documents(NORTH, [number])
    assert not world.books.raw_answers.of_order(NORTH, number)
    assert not kinds(world) & {HeldKind.ADDRESSES, HeldKind.DOCUMENTS}


def test_before_its_days_are_over_everything_stays(world: ShopWorld) -> None:
    number = confirmed(world)

    world.later(days=89)
    world.sync_orders()

    assert world.record(number).address is not None
    assert world.books.export_book.documents(NORTH, [number])


def test_an_open_order_keeps_everything_however_old_it_is(world: ShopWorld, ada: Person) -> None:
    """
    Handed over long ago and not taken: a person may still deliver its bytes again.
    """
    number = world.sell()
    world.sync_orders()
    world.erp.inbox.clear()
    world.later(hours=3)
    world.sync_orders()
    assert world.state(number) is LedgerState.HELD

    world.later(days=80)
    world.sync_orders()
    ada.mend(number, Remedy.DELIVER_AGAIN)
    world.sync_orders()

    assert list(world.erp.inbox) == [number]
    assert world.record(number).address is not None


def test_an_erased_order_stays_in_the_ledger_and_in_the_reconciliation(world: ShopWorld) -> None:
    number = confirmed(world)
    world.later(days=91)
    world.sync_orders()
    listed = world.marketplace.orders[number]

    report = world.reconcile(days=90)

    assert report.by_state[LedgerState.CONFIRMED] == 1
    assert report.agrees
    assert listed is not None


def test_a_cancelled_order_that_opens_again_gets_its_buyer_back(world: ShopWorld) -> None:
    number = world.sell()
    world.marketplace.cancel(number)
    world.sync_orders()
    world.later(days=91)
    world.sync_orders()
    assert world.record(number).erased_at is not None

    world.later(minutes=5)
    world.sell(str(number), status=MarketplaceStatus.UNSHIPPED)
    world.sync_orders()
    world.later(minutes=15)
    # It waited for another look.
    world.sync_orders()

    record = world.record(number)
    assert (record.state, record.erased_at) == (LedgerState.EXPORTED, None)
    assert record.address is not None
    assert list(world.erp.inbox) == [number]


def test_a_late_change_of_an_erased_order_brings_no_buyer_back(world: ShopWorld) -> None:
    number = confirmed(world)
    world.later(days=91)
    world.sync_orders()

    world.later(minutes=5)
    world.sell(str(number), status=MarketplaceStatus.DELIVERED, address_changed=True)
    world.sync_orders()

    assert world.record(number).address is None


def test_no_order_is_exported_twice_for_having_been_erased(world: ShopWorld) -> None:
    number = confirmed(world)
    world.later(days=91)
    for _ in range(3):
        world.sync_orders()
        world.later(minutes=15)

    assert world.booked() == [number]
    assert world.erp.inbox == {}
    assert len(world.told()) == 1


def test_the_file_goes_once_all_its_orders_are_forgotten(world: ShopWorld) -> None:
    confirmed(world)
    assert len(world.erp.archived) == 1

    world.later(days=91)
    world.sync_orders()

    assert world.erp.archived == set()


def test_a_backlog_is_worked_off_in_batches(world: ShopWorld) -> None:
    for index in range(130):
        world.sell(f"PO-{index:03}")
        world.marketplace.cancel(OrderNumber(f"PO-{index:03}"))
    world.sync_orders()

    world.later(days=91)
    world.sync_orders()

    erased = world.books.order_book.in_states(NORTH, [LedgerState.CANCELLED], limit=1000)
    assert len(erased) == 130
    assert all(record.erased_at is not None for record in erased)


@pytest.mark.parametrize("committed", [False, True])
def test_a_process_may_die_at_any_moment_of_forgetting(committed: bool) -> None:
    at, died = 0, True
    while died:
        at += 1
        store = FragileStore()
        world = ShopWorld.open(books=MemoryBooks.on(store))
        number = confirmed(world)
        world.later(days=91)
        died = store.kills(world.sync_orders, at=at, committed=committed)
        world.later(hours=2)
        world.sync_orders()

        assert world.record(number).address is None
        assert not world.books.export_book.documents(NORTH, [number])
        assert world.booked() == [number]
    assert at > 5


def test_the_report_counts_until_then(world: ShopWorld) -> None:
    confirmed(world)

    assert kinds(world) >= {HeldKind.ADDRESSES, HeldKind.DOCUMENTS, HeldKind.RAW_ANSWERS}
    assert timedelta(days=90) == world.setup.retention.finished_orders
