"""What the ERP and the buyer do with an exported order is seen."""

import attrs
import pytest
from tests.builders.orders import an_address
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from temu_core.alert import AlertKind
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.use_cases.sync_inventory import InventorySyncMode


def test_an_order_the_erp_does_not_take_is_held_and_not_delivered_again(
    world: ShopWorld,
) -> None:
    number = world.sell()
    world.erp.moods.drops.add(number)
    world.sync_orders()
    world.erp.book_waiting()

    world.later(minutes=119)
    world.sync_orders()
    assert world.state(number) is LedgerState.EXPORTED
    world.later(minutes=1)
    world.sync_orders()
    assert world.held(number) is HoldReason.NOT_TAKEN_BY_ERP

    for _ in range(10):
        world.later(hours=1)
        world.sync_orders()
    assert world.erp.inbox == {}


def test_a_person_may_have_an_order_delivered_again_with_the_same_content(
    world: ShopWorld, ada: Person
) -> None:
    number = world.sell()
    world.erp.moods.drops.add(number)
    world.sync_orders()
    first = world.erp.inbox[number]
    world.erp.book_waiting()
    world.later(hours=3)
    world.sync_orders()

    world.erp.moods.drops.clear()
    ada.mend(number, Remedy.DELIVER_AGAIN)
    world.sync_orders()

    assert world.erp.inbox[number].body == first.body
    world.erp.book_waiting()
    world.sync_orders()
    assert world.state(number) is LedgerState.IN_ERP
    assert world.booked() == [number]


def test_an_order_that_turns_up_late_goes_on_by_itself(world: ShopWorld) -> None:
    number = world.sell()
    world.sync_orders()
    world.later(hours=3)
    world.sync_orders()
    assert world.held(number) is HoldReason.NOT_TAKEN_BY_ERP

    world.erp.book_waiting()
    world.sync_orders()

    assert world.state(number) is LedgerState.IN_ERP


def test_an_order_cancelled_after_its_export_raises_an_alert(world: ShopWorld) -> None:
    """
    Defect 3 of the original: such a cancellation changed one column and told nobody.
    """
    number = world.into_the_erp(world.sell())
    world.later(minutes=5)

    world.marketplace.cancel(number)
    world.sync_orders()

    assert world.state(number) is LedgerState.CANCELLED_AFTER_EXPORT
    assert (AlertKind.CANCELLED_AFTER_EXPORT, number) in world.alerts()


def test_an_order_the_erp_has_twice_raises_an_alert(world: ShopWorld) -> None:
    number = world.sell()
    world.erp.moods.books_twice.add(number)

    world.into_the_erp(number)

    assert (AlertKind.DUPLICATE_IN_ERP, number) in world.alerts()


def test_an_order_cancelled_in_the_erp_raises_an_alert_with_its_last_hour(
    world: ShopWorld,
) -> None:
    number = world.into_the_erp(world.sell())

    world.erp.cancel(number)
    world.sync_orders()

    assert world.state(number) is LedgerState.CANCELLED_IN_ERP
    texts = [stored.alert.text for stored in world.books.alerts.open(NORTH)]
    assert any("before 2026-03-04 22:00 UTC" in text for text in texts)


def test_a_batch_is_put_away_once_all_its_orders_are_in_the_erp(world: ShopWorld) -> None:
    late = world.sell("PO-1")
    world.sell("PO-2")
    world.erp.moods.drops.add(late)
    world.sync_orders()
    world.erp.book_waiting()
    world.sync_orders()
    assert world.erp.archived == set()

    world.erp.book(late)
    world.sync_orders()

    assert len(world.erp.archived) == 1


@pytest.mark.parametrize("stock_first", [False, True], ids=["orders first", "stock first"])
def test_a_second_change_of_address_is_told_whoever_sees_it_first(
    world: ShopWorld, stock_first: bool
) -> None:
    """
    The inventory sync lists orders without asking for addresses.
    """
    world.offer(stock=10)
    number = world.into_the_erp(world.sell())
    for street in ("Second Way 2", "Third Way 3"):
        world.later(minutes=15)
        listed = world.marketplace.orders[number].listed
        changed = attrs.evolve(listed, address_changed=True, updated_at=world.clock.now())
        world.marketplace.show(changed, address=an_address(street_lines=(street,)))
        if stock_first:
            world.sync_inventory(mode=InventorySyncMode.QUICK)
        world.sync_orders()

    address = world.record(number).address
    assert address is not None
    assert address.street_lines == ("Third Way 3",)
    (alert,) = [
        stored
        for stored in world.books.alerts.open(world.setup.shop)
        if stored.alert.kind is AlertKind.CHANGED_AFTER_EXPORT
    ]
    assert alert.times >= 2
