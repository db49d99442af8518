"""Lines the buyer cancels, or that open again, after their order is in the ERP."""

import attrs
import pytest
from tests.builders.orders import a_line
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import ShopWorld

from adapters.memory.marketplace import UPS
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import MarketplaceStatus, OrderNumber
from temu_core.shop import PartialDelivery, ShipmentPolicy

TWO_LINES = (a_line("076-1"), a_line("076-2", sku_id=18, seller_sku="VASE-1"))


@pytest.fixture
def early() -> ShopWorld:
    """
    Return a world in which the first of several parcels is told at once.
    """
    return ShopWorld.open(shipments=ShipmentPolicy(partial_delivery=PartialDelivery.EARLY))


def of_two_lines(world: ShopWorld) -> OrderNumber:
    """
    Return an order of a lamp and a vase that is in the ERP.
    """
    world.erp.article("VASE-1", 5)
    return world.into_the_erp(world.sell(lines=TWO_LINES))


def the_vase_is(world: ShopWorld, number: OrderNumber, status: MarketplaceStatus) -> None:
    """
    Let the marketplace show the second line in another status, five minutes later.
    """
    world.later(minutes=5)
    listed = world.marketplace.orders[number].listed
    units = 0 if status is MarketplaceStatus.CANCELLED else 1
    vase = attrs.evolve(listed.lines[1], status=status, quantity=units, cancelled=1 - units)
    lines = (listed.lines[0], vase)
    world.marketplace.show(attrs.evolve(listed, lines=lines, updated_at=world.clock.now()))


def test_an_order_whose_last_line_is_cancelled_is_confirmed_with_what_was_told(
    early: ShopWorld,
) -> None:
    number, other = of_two_lines(early), early.into_the_erp(early.sell("PO-2"))
    early.ship(number, "JJD0001")
    early.sync_orders()
    assert early.state(number) is LedgerState.PARTIALLY_SHIPPED
    early.ship(other, "JJD0002")

    the_vase_is(early, number, MarketplaceStatus.CANCELLED)
    early.sync_orders()

    assert early.state(number) is LedgerState.CONFIRMED
    assert early.state(other) is LedgerState.CONFIRMED


def test_an_order_whose_line_opens_again_waits_for_that_line(world: ShopWorld, ada: Person) -> None:
    number, other = of_two_lines(world), world.into_the_erp(world.sell("PO-2"))
    the_vase_is(world, number, MarketplaceStatus.CANCELLED)
    world.ship(number, "B0001", shipping_method="Bote 24")
    world.sync_orders()
    assert world.held(number) is HoldReason.CARRIER_UNKNOWN
    world.ship(other, "JJD0002")

    the_vase_is(world, number, MarketplaceStatus.UNSHIPPED)
    ada.map_carrier("Bote 24", UPS.id)
    world.sync_orders()

    assert world.state(number) is LedgerState.PARTIALLY_SHIPPED
    assert world.told() == [(other, "JJD0002", 1)]
