"""The marketplace is told about every parcel, once, and about nothing else."""

import pytest
from tests.builders.orders import a_line
from tests.unit.workflows.faults import CountedErpPackages
from tests.unit.workflows.world import ShopWorld

from adapters.memory.marketplace import DHL
from shared_kernel.sku import Sku
from temu_core.alert import AlertKind
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.shop import OrderPolicy, PartialDelivery, ShipmentPolicy
from temu_core.use_cases.sync_orders import OrderSyncMode

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


def test_a_parcel_that_left_is_told_and_the_order_is_confirmed(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number, "JJD0001")

    world.sync_orders(mode=OrderSyncMode.TRACKING_ONLY)

    assert world.told() == [(number, "JJD0001", 1)]
    assert world.marketplace.shipments[0].carrier == DHL.id
    assert world.state(number) is LedgerState.CONFIRMED


def test_a_confirmed_parcel_is_never_told_again(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number)

    for _ in range(3):
        world.sync_orders()
        world.later(minutes=30)

    assert len(world.told()) == 1
    assert world.state(number) is LedgerState.CONFIRMED


def test_all_parcels_of_an_order_are_told_once_it_is_complete(world: ShopWorld) -> None:
    """
    Defect 11 of the original: only one package per order was reported.
    """
    number = of_two_lines(world)
    world.ship(number, "JJD0001")
    world.sync_orders()
    assert world.told() == []
    assert world.state(number) is LedgerState.PARTIALLY_SHIPPED

    world.ship(number, "JJD0002", units={"VASE-1": 1})
    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 1), (number, "JJD0002", 1)]
    assert world.state(number) is LedgerState.CONFIRMED


def test_a_merchant_may_have_the_first_parcel_told_early(early: ShopWorld) -> None:
    """
    Defect 11 of the original: partial deliveries were lost.
    """
    number = of_two_lines(early)
    early.ship(number, "JJD0001")
    early.sync_orders()
    assert early.told() == [(number, "JJD0001", 1)]
    assert early.state(number) is LedgerState.PARTIALLY_SHIPPED

    early.ship(number, "JJD0002", units={"VASE-1": 1})
    early.sync_orders()

    assert early.told() == [(number, "JJD0001", 1), (number, "JJD0002", 1)]
    assert early.state(number) is LedgerState.CONFIRMED


@pytest.mark.parametrize("policy", list(PartialDelivery))
def test_a_line_in_two_parcels_is_told_with_the_units_of_each(policy: PartialDelivery) -> None:
    """
    Defect 11 of the original: quantities were lost.
    """
    world = ShopWorld.open(shipments=ShipmentPolicy(partial_delivery=policy))
    number = world.into_the_erp(world.sell(lines=[a_line(quantity=5)]))
    world.ship(number, "JJD0001", units={"LAMP-1": 2})
    world.sync_orders()
    assert world.told() == [], "the marketplace takes a line only whole"

    world.ship(number, "JJD0002", units={"LAMP-1": 3})
    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 2), (number, "JJD0002", 3)]


def test_sold_units_of_several_pieces_come_back_from_the_erp_as_sold_units() -> None:
    world = ShopWorld.open(orders=OrderPolicy(allow_several_products=True))
    number = world.into_the_erp(world.sell(lines=[a_line(quantity=3, sold_factor=2)]))
    assert world.erp.orders[0].units == {Sku("LAMP-1"): 6}

    world.ship(number, units={"LAMP-1": 6})
    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 3)]
    assert world.state(number) is LedgerState.CONFIRMED


def test_a_line_with_nothing_in_the_parcel_is_never_named(world: ShopWorld) -> None:
    lines = [a_line("076-1"), a_line("076-2", sku_id=18, quantity=0, cancelled=2)]
    number = world.into_the_erp(world.sell(lines=lines))
    world.ship(number)

    world.sync_orders()

    assert [shipment.line for shipment in world.marketplace.shipments] == ["076-1"]
    assert world.state(number) is LedgerState.CONFIRMED


def test_a_parcel_shared_by_two_orders_is_told_in_one_call(world: ShopWorld) -> None:
    for number in [world.into_the_erp(world.sell("PO-1")), world.into_the_erp(world.sell("PO-2"))]:
        world.ship(number, "JJD0001")

    executed = world.sync_orders()

    assert world.told() == [("PO-1", "JJD0001", 1), ("PO-2", "JJD0001", 1)]
    assert executed.run.steps[-1].counts == {"accepted": 1}


@pytest.mark.parametrize("tracking_number", ["", "JJD0001"])
def test_a_delivery_note_without_a_parcel_on_its_way_tells_nothing(
    world: ShopWorld, tracking_number: str
) -> None:
    """
    Defect 12 of the original: shipped was said with an empty number, on every run anew.
    """
    number = world.into_the_erp(world.sell())
    world.ship(number, tracking_number, left=tracking_number == "")

    world.sync_orders()
    world.sync_orders()

    assert world.told() == []
    assert world.state(number) is LedgerState.IN_ERP


def test_an_order_that_must_be_shipped_soon_raises_an_alert(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    assert world.alerts() == set()

    world.later(hours=47)
    world.sync_orders()

    assert (AlertKind.SHIP_BY_NEAR, number) in world.alerts()


def test_parcels_of_many_orders_are_read_at_once_and_of_confirmed_ones_not_for_ever(
    world: ShopWorld,
) -> None:
    """
    Defect 19 of the original: one query per order, for every order, for ever.
    """
    numbers = [world.sell(f"PO-{index:03}") for index in range(120)]
    world.into_the_erp(numbers[0])
    world.ship(numbers[0])
    asked: list[frozenset[OrderNumber]] = []
    world.fake(erp_packages=CountedErpPackages(world.erp, asked))

    world.sync_orders()
    world.sync_orders()
    world.later(days=8)
    world.sync_orders()

    rest = frozenset(numbers[1:])
    assert asked == [frozenset(numbers), rest, frozenset(numbers[:1]), rest]
