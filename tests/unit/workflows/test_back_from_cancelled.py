"""Orders that were cancelled on one side after export and are open there again."""

import attrs
import pytest
from tests.unit.workflows.world import ShopWorld

from temu_core.alert import AlertKind
from temu_core.ledger import LedgerState
from temu_core.order import MarketplaceStatus, OrderNumber


def open_again(world: ShopWorld, number: OrderNumber, status: MarketplaceStatus) -> None:
    """
    Let the marketplace show a cancelled order in *status*, five minutes later.
    """
    world.later(minutes=5)
    listed = world.marketplace.orders[number].listed
    lines = tuple(
        attrs.evolve(line, status=status, quantity=line.ordered, cancelled=0)
        for line in listed.lines
    )
    world.marketplace.show(
        attrs.evolve(listed, status=status, lines=lines, updated_at=world.clock.now())
    )


def cancelled(world: ShopWorld, number: OrderNumber) -> OrderNumber:
    """
    Let the marketplace cancel an exported order, and see it.
    """
    world.later(minutes=5)
    world.marketplace.cancel(number)
    world.sync_orders()
    assert world.state(number) is LedgerState.CANCELLED_AFTER_EXPORT
    return number


def test_an_order_entered_anew_in_the_erp_goes_on(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    world.erp.cancel(number)
    world.sync_orders()
    assert world.state(number) is LedgerState.CANCELLED_IN_ERP

    second = world.erp.book(number)
    world.ship(number, "JJD0001")
    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 1)]
    assert world.record(number).erp_number == second
    assert (AlertKind.DUPLICATE_IN_ERP, number) not in world.alerts()


def test_an_order_still_cancelled_in_the_erp_stays_so(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    world.erp.cancel(number)

    for _ in range(2):
        world.sync_orders()

    assert world.state(number) is LedgerState.CANCELLED_IN_ERP


def test_an_order_the_erp_has_goes_on_when_the_marketplace_opens_it_again(
    world: ShopWorld,
) -> None:
    number = cancelled(world, world.into_the_erp(world.sell()))

    open_again(world, number, MarketplaceStatus.UNSHIPPED)
    world.ship(number, "JJD0001")
    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 1)]
    assert (AlertKind.CHANGED_AFTER_EXPORT, number) in world.alerts()


def test_an_order_that_waits_for_the_erp_goes_on_when_it_is_open_again(world: ShopWorld) -> None:
    number = world.sell()
    world.sync_orders()
    cancelled(world, number)

    open_again(world, number, MarketplaceStatus.UNSHIPPED)
    world.sync_orders()
    assert world.state(number) is LedgerState.EXPORTED
    world.erp.book_waiting()
    world.sync_orders()

    assert world.state(number) is LedgerState.IN_ERP


def test_an_order_never_handed_over_is_handed_over_once_it_is_open_again(world: ShopWorld) -> None:
    number = world.sell()
    world.erp.moods.loses_requests = True
    world.sync_orders()
    assert world.state(number) is LedgerState.EXPORTING
    cancelled(world, number)
    world.erp.moods.loses_requests = False
    for _ in range(3):
        world.later(minutes=20)
        world.sync_orders()
    assert world.erp.inbox == {}

    open_again(world, number, MarketplaceStatus.UNSHIPPED)
    world.sync_orders()

    assert list(world.erp.inbox) == [number]
    assert world.state(number) is LedgerState.EXPORTED


def test_an_order_open_again_is_kept_from_being_sold_twice(world: ShopWorld) -> None:
    offer = world.offer()
    number = world.sell()
    world.erp.moods.loses_requests = True
    world.sync_orders()
    cancelled(world, number)

    open_again(world, number, MarketplaceStatus.UNSHIPPED)
    world.sync_orders()
    world.sync_inventory()

    assert world.for_sale(offer) == 99


@pytest.mark.parametrize(
    "status", [MarketplaceStatus.PENDING, MarketplaceStatus.SHIPPED, MarketplaceStatus.DELIVERED]
)
def test_an_order_open_again_but_not_to_be_shipped_is_left_to_a_person(
    world: ShopWorld, status: MarketplaceStatus
) -> None:
    number = cancelled(world, world.into_the_erp(world.sell()))

    open_again(world, number, status)
    world.sync_orders()

    assert world.state(number) is LedgerState.CANCELLED_AFTER_EXPORT
    assert (AlertKind.CHANGED_AFTER_EXPORT, number) in world.alerts()
