"""What a person is warned of while work goes on."""

import pytest
from tests.unit.workflows.world import ShopWorld

from adapters.memory.marketplace import HOME
from temu_core.alert import AlertKind
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import OrderLabel
from temu_core.package import Warehouse, WarehouseId
from temu_core.shop import OrderPolicy


def warnings(world: ShopWorld, kind: AlertKind) -> list[str]:
    """
    Return the texts of open alerts of one kind.
    """
    found = world.books.alerts.open(world.setup.shop)
    return [stored.alert.text for stored in found if stored.alert.kind is kind]


def test_a_parcel_that_left_despite_a_request_names_the_hour_of_the_decision(
    world: ShopWorld,
) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number)
    world.marketplace.label(number, OrderLabel.PENDING_CANCELLATION)

    world.sync_orders()

    (text,) = warnings(world, AlertKind.SHIPPED_DESPITE_REQUEST)
    assert number in text
    assert "asked to cancel" in text
    assert "UTC at the latest" in text
    assert world.told() == []


def test_many_holds_are_one_alert_and_stop_nobody() -> None:
    world = ShopWorld.open(orders=OrderPolicy(many_holds=2, currencies=frozenset({"CHF"})))
    for number in ("PO-1", "PO-2"):
        world.sell(number)

    world.sync_orders()

    (text,) = warnings(world, AlertKind.MANY_HOLDS)
    assert text.startswith("2 orders are held: 2 currency not allowed")


def test_the_alert_about_many_holds_ends_with_them() -> None:
    world = ShopWorld.open(orders=OrderPolicy(many_holds=1, currencies=frozenset({"CHF"})))
    number = world.sell()
    world.sync_orders()
    world.marketplace.cancel(number)
    world.later(minutes=15)

    world.sync_orders()

    assert warnings(world, AlertKind.MANY_HOLDS) == []


def test_parcels_wait_for_a_person_while_the_warehouse_is_unclear(world: ShopWorld) -> None:
    other = Warehouse(id=WarehouseId("WH-2"), name="Elsewhere", is_default=False)
    one = Warehouse(id=HOME.id, name=HOME.name, is_default=False)
    world.marketplace.warehouses = [one, other]
    number = world.into_the_erp(world.sell())
    world.ship(number)

    world.sync_orders()

    assert world.state(number) is LedgerState.HELD
    assert world.held(number) is HoldReason.WAREHOUSE_UNKNOWN
    assert world.told() == []


@pytest.mark.parametrize("blocked", ["files are written by another machine", ""])
def test_only_one_machine_hands_orders_over(blocked: str) -> None:
    world = ShopWorld.open(export_blocked=blocked)
    number = world.sell()

    world.sync_orders()

    assert (number in world.erp.inbox) is not bool(blocked)
