"""Orders that go to the ERP in documents, which somebody imports."""

import pytest
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import ShopWorld

from adapters.memory.order_outbox import MemoryOrderOutbox
from temu_core.document import DeliveryWay
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import OrderNumber
from temu_core.shop import OrderPolicy


@pytest.fixture
def world() -> ShopWorld:
    """
    Return a shop whose orders go by file.
    """
    world = ShopWorld.open(orders=OrderPolicy(delivery=DeliveryWay.FILE))
    world.fake(order_handover=MemoryOrderOutbox(world.erp))
    return world


def documents(world: ShopWorld) -> list[list[OrderNumber]]:
    """
    Return the orders in each document of the folder.
    """
    return [[order.number for order in orders] for orders in world.erp.documents.values()]


def held_text(world: ShopWorld, number: OrderNumber) -> str:
    """
    Return why the ERP's not taking an order stopped it.
    """
    hold = world.record(number).hold
    assert hold is not None
    assert hold.reason is HoldReason.NOT_TAKEN_BY_ERP
    return hold.text


def test_orders_decided_together_lie_in_one_document_until_the_erp_has_them_all(
    world: ShopWorld,
) -> None:
    first, second = world.sell("PO-1"), world.sell("PO-2")
    world.sync_orders()
    assert documents(world) == [[first, second]]

    world.erp.book(first)
    world.sync_orders()
    assert documents(world) == [[first, second]]

    world.erp.book(second)
    world.sync_orders()
    assert documents(world) == []


def test_a_document_nobody_imports_is_named_by_its_place_and_what_to_do(world: ShopWorld) -> None:
    number = world.sell()
    world.sync_orders()
    world.later(hours=3)
    world.sync_orders()

    text = held_text(world, number)

    assert "its document still lies in the outbox; import it there" in text
    assert "inbox" not in text


def test_a_document_that_was_taken_away_without_effect_is_named_as_such(world: ShopWorld) -> None:
    number = world.sell()
    world.sync_orders()
    world.erp.documents.clear()
    world.later(hours=3)
    world.sync_orders()

    text = held_text(world, number)

    assert "its document is no longer in the outbox; see what the ERP's import says" in text


def test_an_order_the_import_refused_is_handed_over_alone_once_its_document_is_gone(
    world: ShopWorld, ada: Person
) -> None:
    taken, refused = world.sell("PO-1"), world.sell("PO-2")
    world.sync_orders()
    world.erp.book(taken)
    world.later(hours=3)
    world.sync_orders()
    assert held_text(world, refused)

    world.erp.documents.clear()
    ada.mend(refused, Remedy.DELIVER_AGAIN)
    world.sync_orders()

    assert documents(world) == [[refused]]
    world.erp.book(refused)
    world.sync_orders()
    assert world.state(refused) is LedgerState.IN_ERP
    assert documents(world) == []


def test_an_order_whose_document_still_lies_there_is_not_written_a_second_time(
    world: ShopWorld, ada: Person
) -> None:
    number = world.sell()
    world.sync_orders()
    world.later(hours=3)
    world.sync_orders()

    ada.mend(number, Remedy.DELIVER_AGAIN)
    world.sync_orders()

    assert documents(world) == [[number]]
    assert world.state(number) is LedgerState.EXPORTED
