"""Whatever interrupts a confirmation, every parcel is told once."""

import pytest
from tests.builders.orders import a_line
from tests.unit.workflows.faults import BusyDesk, DyingDesk, FragileStore, dies
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from adapters.memory.books import MemoryBooks
from temu_core.confirmation import KnownShipment
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import LineNumber, OrderNumber
from temu_core.package import PackageState


@pytest.fixture
def shipped(world: ShopWorld) -> OrderNumber:
    """
    Return an order in *world* whose parcel has left.
    """
    number = world.into_the_erp(world.sell())
    world.ship(number)
    return number


def package_state(world: ShopWorld, number: OrderNumber) -> PackageState:
    """
    Return what became of telling the marketplace about the order's only parcel.
    """
    (package,) = world.record(number).packages
    return package.state


def test_a_parcel_whose_answer_was_lost_is_looked_up_and_not_sent_twice(
    world: ShopWorld, shipped: OrderNumber
) -> None:
    world.marketplace.moods.loses_answers = True
    world.sync_orders()
    assert package_state(world, shipped) is PackageState.UNKNOWN

    world.later(minutes=30)
    executed = world.sync_orders()

    assert executed.run.steps[-1].counts == {"read_back": 1}
    assert world.told() == [(shipped, "JJD0001", 1)]
    assert world.state(shipped) is LedgerState.CONFIRMED
    assert world.books.outside_writes.open(NORTH) == []


def test_a_parcel_whose_request_was_lost_is_sent_again(
    world: ShopWorld, shipped: OrderNumber
) -> None:
    world.marketplace.moods.loses_requests = True
    world.sync_orders()
    world.marketplace.moods.loses_requests = False

    world.later(minutes=30)
    world.sync_orders()

    assert world.told() == [(shipped, "JJD0001", 1)]
    assert world.state(shipped) is LedgerState.CONFIRMED


@pytest.mark.parametrize("arrives", [False, True])
def test_a_process_that_dies_while_telling_leaves_the_parcel_told_once(
    world: ShopWorld, shipped: OrderNumber, arrives: bool
) -> None:
    world.fake(shipment_desk=DyingDesk(world.marketplace, arrives))
    assert dies(world.sync_orders)
    world.fake()

    world.later(minutes=30)
    world.sync_orders()

    assert world.told() == [(shipped, "JJD0001", 1)]
    assert world.state(shipped) is LedgerState.CONFIRMED


@pytest.mark.parametrize("committed", [False, True])
def test_a_process_may_die_at_any_moment_of_telling(committed: bool) -> None:
    at, died = 0, True
    while died:
        at += 1
        store = FragileStore()
        world = ShopWorld.open(books=MemoryBooks.on(store))
        number = world.into_the_erp(world.sell(lines=[a_line(quantity=2)]))
        world.ship(number, "JJD0001")
        world.ship(number, "JJD0002")

        died = store.kills(world.sync_orders, at=at, committed=committed)
        world.later(minutes=30)
        world.sync_orders()

        assert world.told() == [(number, "JJD0001", 1), (number, "JJD0002", 1)], at
        assert world.state(number) is LedgerState.CONFIRMED, at
    assert at > 10


def test_a_parcel_told_by_hand_meanwhile_is_not_refused_but_known(
    world: ShopWorld, shipped: OrderNumber
) -> None:
    """
    The refusal says "shipped before"; a look shows that it was this very parcel.
    """
    known = KnownShipment(
        order=shipped,
        line=LineNumber("076-1"),
        carrier=world.marketplace.carriers[0].id,
        tracking_number="JJD0001",
        units=1,
    )
    world.marketplace.shipments.append(known)

    world.sync_orders()

    assert package_state(world, shipped) is PackageState.ACCEPTED
    assert world.state(shipped) is LedgerState.CONFIRMED


def test_a_parcel_refused_for_another_number_told_by_hand_is_held(
    world: ShopWorld, shipped: OrderNumber
) -> None:
    known = KnownShipment(
        order=shipped,
        line=LineNumber("076-1"),
        carrier=world.marketplace.carriers[0].id,
        tracking_number="JJD9999",
        units=1,
    )
    world.marketplace.shipments.append(known)

    world.sync_orders()

    assert world.held(shipped) is HoldReason.SHIPMENT_REFUSED


def test_a_marketplace_too_busy_to_listen_is_told_later(
    world: ShopWorld, shipped: OrderNumber
) -> None:
    world.fake(shipment_desk=BusyDesk(world.marketplace))
    world.sync_orders()
    assert package_state(world, shipped) is PackageState.FOUND
    world.fake()

    world.sync_orders()

    assert world.told() == [(shipped, "JJD0001", 1)]


@pytest.mark.parametrize(
    ("arrived", "then"), [(True, PackageState.ACCEPTED), (False, PackageState.SUPERSEDED)]
)
def test_a_parcel_whose_answer_was_lost_is_looked_up_though_its_order_was_done_by_hand(
    world: ShopWorld, ada: Person, shipped: OrderNumber, arrived: bool, then: PackageState
) -> None:
    moods = world.marketplace.moods
    moods.loses_answers, moods.loses_requests = arrived, not arrived
    world.sync_orders()
    moods.loses_answers = moods.loses_requests = False
    world.marketplace.cancel(shipped)
    world.sync_inventory()
    assert ada.mend(shipped, Remedy.DONE_BY_HAND).orders == (shipped,)

    for _ in range(2):
        world.later(minutes=30)
        world.sync_orders()

    assert world.state(shipped) is LedgerState.CLOSED_ELSEWHERE
    assert package_state(world, shipped) is then
    assert world.books.outside_writes.open(NORTH) == []
    assert world.told() == ([(shipped, "JJD0001", 1)] if arrived else [])
