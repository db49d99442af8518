"""Orders of which somebody shipped a part before the ERP was told of the rest."""

import pytest
from tests.builders.orders import a_line
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import ShopWorld

from shared_kernel.sku import Sku
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import MarketplaceStatus, OrderNumber

LINES = (
    a_line("076-1", status=MarketplaceStatus.SHIPPED),
    a_line("076-2", quantity=2, sku_id=18, seller_sku="VASE-1"),
)


@pytest.fixture
def rest(world: ShopWorld, ada: Person) -> OrderNumber:
    """
    Return an order in the ERP whose lamp was shipped past us, so that two vases are left.
    """
    world.erp.article("VASE-1", 5)
    number = world.sell(status=MarketplaceStatus.PARTIALLY_SHIPPED, lines=LINES)
    world.sync_orders()
    assert world.held(number) is HoldReason.QUANTITY_CHANGED
    ada.mend(number, Remedy.ALLOW_ONCE)
    return world.into_the_erp(number)


def test_the_parcel_with_the_rest_is_told(world: ShopWorld, rest: OrderNumber) -> None:
    assert world.erp.orders[0].units == {Sku("VASE-1"): 2}
    world.ship(rest, units={"VASE-1": 2})

    world.sync_orders()

    assert world.told() == [(rest, "JJD0001", 2)]
    assert world.state(rest) is LedgerState.CONFIRMED


def test_a_part_of_the_rest_waits_for_the_other_part(world: ShopWorld, rest: OrderNumber) -> None:
    world.ship(rest, units={"VASE-1": 1})

    world.sync_orders()

    assert world.told() == []
    assert world.state(rest) is LedgerState.PARTIALLY_SHIPPED


def test_a_parcel_with_what_was_shipped_before_is_held(world: ShopWorld, rest: OrderNumber) -> None:
    world.ship(rest, units={"LAMP-1": 1, "VASE-1": 2})

    world.sync_orders()

    assert world.held(rest) is HoldReason.PACKAGE_MISMATCH
