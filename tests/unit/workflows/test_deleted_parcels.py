"""Parcels the merchant deletes or replaces in the ERP."""

import pytest
from tests.builders.orders import a_line
from tests.unit.workflows.world import NORTH, ShopWorld

from temu_core.alert import AlertKind
from temu_core.ledger import LedgerState
from temu_core.order import OrderLabel, OrderNumber
from temu_core.package import PackageState
from temu_core.shop import PartialDelivery, ShipmentPolicy


@pytest.fixture
def waiting(world: ShopWorld) -> OrderNumber:
    """
    Return an order whose parcel JJD0001 left and is not told of yet, because the buyer asked.
    """
    number = world.into_the_erp(world.sell())
    world.ship(number, "JJD0001")
    world.later(minutes=5)
    world.marketplace.label(number, OrderLabel.PENDING_ADDRESS_CHANGE)
    world.sync_orders()
    assert world.state(number) is LedgerState.SHIPPED
    world.later(minutes=5)
    world.marketplace.label(number)
    return number


def delete_first_parcel(world: ShopWorld) -> None:
    """
    Delete the first parcel in the ERP.
    """
    del world.erp.parcels[0]


def times_alerted(world: ShopWorld) -> int:
    """
    Return how often changes after export were reported.
    """
    stored = world.books.alerts.open(NORTH)
    return sum(s.times for s in stored if s.alert.kind is AlertKind.CHANGED_AFTER_EXPORT)


def test_a_deleted_parcel_is_not_told(world: ShopWorld, waiting: OrderNumber) -> None:
    delete_first_parcel(world)

    world.sync_orders()

    assert world.told() == []
    assert world.state(waiting) is LedgerState.IN_ERP
    assert world.record(waiting).packages[0].state is PackageState.SUPERSEDED


def test_the_parcel_packed_instead_is_told(world: ShopWorld, waiting: OrderNumber) -> None:
    world.ship(waiting, "JJD0002")
    delete_first_parcel(world)

    world.sync_orders()

    assert world.told() == [(waiting, "JJD0002", 1)]
    assert world.state(waiting) is LedgerState.CONFIRMED


def test_a_deleted_parcel_that_was_told_is_reported_once() -> None:
    world = ShopWorld.open(shipments=ShipmentPolicy(partial_delivery=PartialDelivery.EARLY))
    lines = [a_line("076-1"), a_line("076-2", sku_id=18)]
    number = world.into_the_erp(world.sell(lines=lines))
    world.ship(number, "JJD0001")
    world.sync_orders()
    assert world.told() == [(number, "JJD0001", 1)]
    delete_first_parcel(world)

    for _ in range(3):
        world.sync_orders()

    assert times_alerted(world) == 1
    assert world.state(number) is LedgerState.PARTIALLY_SHIPPED
    assert world.record(number).packages[0].state is PackageState.ACCEPTED
