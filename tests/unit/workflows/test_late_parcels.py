"""Parcels the ERP sends after their order was confirmed."""

import attrs
import pytest
from tests.builders.orders import a_line
from tests.unit.workflows.world import NORTH, ShopWorld

from temu_core.alert import AlertKind
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber


@pytest.fixture
def confirmed(world: ShopWorld) -> OrderNumber:
    """
    Return an order confirmed with parcel JJD0001, of which the buyer had cancelled one unit.
    """
    number = world.into_the_erp(world.sell(lines=[a_line(quantity=2)]))
    world.later(minutes=5)
    listed = world.marketplace.orders[number].listed
    line = attrs.evolve(listed.lines[0], quantity=1, cancelled=1)
    world.marketplace.show(attrs.evolve(listed, lines=(line,), updated_at=world.clock.now()))
    world.ship(number, "JJD0001")
    world.sync_orders()
    assert world.state(number) is LedgerState.CONFIRMED
    for stored in world.books.alerts.open(NORTH):
        assert "JJD0002" not in stored.alert.text
    return number


def alerted(world: ShopWorld, word: str) -> int:
    """
    Return how often a change after export was reported whose text names *word*.
    """
    return sum(
        stored.times
        for stored in world.books.alerts.open(NORTH)
        if stored.alert.kind is AlertKind.CHANGED_AFTER_EXPORT and word in stored.alert.text
    )


def test_a_parcel_that_leaves_after_the_confirmation_is_an_alert_and_not_told(
    world: ShopWorld, confirmed: OrderNumber
) -> None:
    world.ship(confirmed, "JJD0002")
    world.sync_orders()

    assert "JJD0002" in world.books.alerts.open(NORTH)[0].alert.text
    assert world.told() == [(confirmed, "JJD0001", 1)]
    assert world.state(confirmed) is LedgerState.CONFIRMED


def test_it_is_reported_once(world: ShopWorld, confirmed: OrderNumber) -> None:
    world.ship(confirmed, "JJD0002")
    world.sync_orders()
    once = alerted(world, "JJD0002")

    for _ in range(3):
        world.later(hours=1)
        world.sync_orders()

    assert alerted(world, "JJD0002") == once


def test_a_label_that_did_not_leave_is_no_news(world: ShopWorld, confirmed: OrderNumber) -> None:
    world.ship(confirmed, "JJD0002", left=False)

    world.sync_orders()

    assert alerted(world, "JJD0002") == 0


def test_a_confirmed_parcel_that_changes_in_the_erp_is_an_alert(
    world: ShopWorld, confirmed: OrderNumber
) -> None:
    parcels = world.erp.parcels
    parcels[0] = attrs.evolve(parcels[0], tracking_number="JJD0009")

    world.sync_orders()

    assert alerted(world, "JJD0009") > 0
    assert world.told() == [(confirmed, "JJD0001", 1)]
