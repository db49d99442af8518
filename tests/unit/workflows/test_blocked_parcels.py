"""Parcels that cannot be told of stop their own order only, and go on once mended."""

from tests.builders.orders import a_line
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from adapters.memory.marketplace import UPS
from temu_core.alert import AlertKind
from temu_core.confirmation import Acceptance
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import OrderLabel
from temu_core.package import PackageState
from temu_core.use_cases.sync_orders import OrderSyncMode


def test_a_parcel_shared_with_an_incomplete_order_is_held(world: ShopWorld) -> None:
    whole = world.into_the_erp(world.sell("PO-1"))
    lines = [a_line("076-1"), a_line("076-2", sku_id=18)]
    part = world.into_the_erp(world.sell("PO-2", lines=lines))
    world.ship(whole, "JJD0001")
    world.ship(part, "JJD0001")

    world.sync_orders()

    assert world.told() == []
    assert world.held(whole) is HoldReason.TRACKING_SHARED


def test_a_carrier_nobody_mapped_holds_the_parcel_until_somebody_does(
    world: ShopWorld, ada: Person
) -> None:
    """
    Defect 11 of the original: a carrier nobody knew was sent as DHL.
    """
    number = world.into_the_erp(world.sell("PO-1"))
    other = world.into_the_erp(world.sell("PO-2"))
    world.ship(number, "H0001", shipping_method="Bote 24")
    world.ship(other, "JJD0002")
    world.sync_orders()
    assert world.held(number) is HoldReason.CARRIER_UNKNOWN
    assert world.told() == [(other, "JJD0002", 1)]

    ada.map_carrier("Bote 24", UPS.id)
    world.sync_orders()

    assert world.told()[1:] == [(number, "H0001", 1)]
    assert world.marketplace.shipments[-1].carrier == UPS.id


def test_a_refused_parcel_stops_its_own_order_only_and_its_number_is_kept(
    world: ShopWorld, ada: Person
) -> None:
    """
    Defect 13 of the original: one refusal had all parcels uploaded again.
    """
    bad, good = world.into_the_erp(world.sell("PO-1")), world.into_the_erp(world.sell("PO-2"))
    world.ship(bad, "JJD0001")
    world.ship(good, "JJD0002")
    world.marketplace.moods.refuses["JJD0001"] = "the number is not DHL's"

    world.sync_orders()
    assert world.told() == [(good, "JJD0002", 1)]
    hold = world.record(bad).hold
    assert hold is not None
    assert "the number is not DHL's" in hold.text
    package = world.record(bad).packages[0]
    assert (package.tracking_number, package.state) == ("JJD0001", PackageState.REFUSED)

    world.marketplace.moods.refuses.clear()
    ada.mend(bad, Remedy.TRY_AGAIN)
    world.sync_orders()

    assert world.told()[1:] == [(bad, "JJD0001", 1)]


def test_a_pending_cancellation_blocks_the_parcel_until_it_is_denied(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number)
    world.later(minutes=5)
    world.marketplace.label(number, OrderLabel.PENDING_CANCELLATION)

    world.sync_orders()
    assert world.told() == []
    assert world.state(number) is LedgerState.SHIPPED
    world.later(minutes=5)
    world.marketplace.label(number)
    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 1)]


def test_a_person_may_have_a_parcel_told_although_a_cancellation_is_pending(
    world: ShopWorld, ada: Person
) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number)
    world.later(minutes=5)
    world.marketplace.label(number, OrderLabel.PENDING_CANCELLATION)
    world.sync_orders()

    assert ada.ship_despite(number, Acceptance.DENY_CANCELLATION).orders == (number,)
    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 1)]
    assert world.state(number) is LedgerState.CONFIRMED


def test_one_decision_does_not_override_another_request(world: ShopWorld, ada: Person) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number)
    world.later(minutes=5)
    world.marketplace.label(number, OrderLabel.PENDING_CANCELLATION)
    world.sync_orders()
    ada.ship_despite(number, Acceptance.DENY_CANCELLATION)
    world.later(minutes=5)

    world.marketplace.label(number, OrderLabel.PENDING_ADDRESS_CHANGE)
    world.sync_orders()

    assert world.told() == []
    assert ada.ship_despite(number, Acceptance.DENY_CANCELLATION).refused


def test_an_order_the_marketplace_does_not_show_any_more_is_not_told(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number)
    hidden = world.marketplace.orders.pop(number)
    world.sync_orders()
    assert world.state(number) is LedgerState.SHIPPED
    assert world.held(number) is None

    world.marketplace.orders[number] = hidden
    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 1)]


def test_a_cancelled_order_whose_parcel_left_is_an_alert_and_not_told(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number)
    world.later(minutes=5)
    world.marketplace.cancel(number)

    world.sync_orders(mode=OrderSyncMode.TRACKING_ONLY)

    assert world.told() == []
    assert (AlertKind.CANCELLED_AFTER_EXPORT, number) in world.alerts()


def test_what_a_parcel_holds_beside_the_order_is_held(world: ShopWorld) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number, units={"LAMP-1": 1, "GIFT-1": 1})

    world.sync_orders()

    assert world.held(number) is HoldReason.PACKAGE_MISMATCH
    assert world.told() == []
    assert world.books.order_book.held_counts(NORTH) == {HoldReason.PACKAGE_MISMATCH: 1}
