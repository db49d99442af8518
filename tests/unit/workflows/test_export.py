"""Orders are handed to the ERP at most once, and what it does with them is seen."""

import pytest
from tests.unit.workflows.faults import BusyErpOrders, DeadlockedHandover
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ORDERS_JOB, ShopWorld

from job_core.run import RunState
from temu_core.alert import AlertKind
from temu_core.document import RenderedOrder
from temu_core.ledger import LedgerState
from temu_core.order import OrderLabel, OrderNumber
from temu_core.record import DeliveryState


def recorded(world: ShopWorld, number: OrderNumber) -> RenderedOrder | None:
    """
    Return the bytes by which an order was decided to be exported.
    """
    return world.books.export_book.documents(NORTH, [number]).get(number)


def test_a_batch_is_recorded_before_any_of_it_is_delivered(world: ShopWorld) -> None:
    number = world.sell()
    world.erp.moods.loses_requests = True

    world.sync_orders()

    assert world.erp.inbox == {}
    assert recorded(world, number) is not None


def test_an_insert_the_inbox_refuses_leaves_the_order_to_be_delivered_again(
    world: ShopWorld,
) -> None:
    """
    Defect 6 of the original: a failed insert still marked the order as exported.
    """
    unlucky, lucky = world.sell("PO-1"), world.sell("PO-2")
    world.fake(order_handover=DeadlockedHandover(world.erp, unlucky=unlucky))
    world.sync_orders()
    assert world.state(unlucky) is LedgerState.EXPORTING
    assert list(world.erp.inbox) == [lucky]
    decided = recorded(world, unlucky)
    assert decided is not None

    world.fake()
    world.later(minutes=15)
    world.sync_orders()

    assert world.erp.inbox[unlucky].body == decided.body
    assert world.state(unlucky) is LedgerState.EXPORTED


def test_an_order_in_the_erp_already_is_not_delivered(world: ShopWorld) -> None:
    number = world.sell()
    world.erp.book(number)

    world.sync_orders()

    assert world.erp.inbox == {}
    assert recorded(world, number) is None
    assert world.state(number) is LedgerState.IN_ERP


def test_an_order_somebody_books_while_it_is_exported_is_not_delivered(world: ShopWorld) -> None:
    """
    The last look is after the batch was recorded, just before it is delivered.
    """
    number = world.sell()

    def book() -> None:
        if world.record(number).delivery is not None and not world.erp.orders:
            world.erp.book(number)

    world.fake(erp_orders=BusyErpOrders(world.erp, book))
    world.sync_orders()

    assert world.erp.inbox == {}
    assert world.state(number) is LedgerState.IN_ERP


def test_an_order_waiting_in_the_inbox_already_is_not_delivered(world: ShopWorld) -> None:
    number = world.sell()
    other = ShopWorld.open()
    other.sell()
    other.sync_orders()
    world.erp.inbox = dict(other.erp.inbox)
    before = world.erp.inbox[number]

    world.sync_orders()

    assert world.erp.inbox[number] is before
    assert recorded(world, number) is None
    assert world.state(number) is LedgerState.EXPORTED


def test_an_order_cancelled_before_export_is_never_exported(world: ShopWorld) -> None:
    number = world.sell(labels=frozenset({OrderLabel.RISK_ALERT}))
    world.sync_orders()
    world.later(minutes=5)

    world.marketplace.cancel(number)
    world.sync_orders()

    assert world.state(number) is LedgerState.CANCELLED
    assert world.erp.inbox == {}


@pytest.mark.parametrize("happens", ["cancelled", "asked to be cancelled"])
def test_a_cancellation_seen_just_before_the_export_keeps_the_order_back(
    world: ShopWorld, ada: Person, happens: str
) -> None:
    number = world.sell()
    ada.stop()
    world.sync_orders()
    assert world.state(number) is LedgerState.READY
    ada.resume()
    world.later(minutes=5)

    export = world.use_cases.export_orders()
    if happens == "cancelled":
        world.marketplace.cancel(number)
    else:
        world.marketplace.label(number, OrderLabel.PENDING_CANCELLATION)
    world.run(ORDERS_JOB, lambda run: export(run, dry_run=False))

    assert world.erp.inbox == {}
    assert world.state(number) in {LedgerState.CANCELLED, LedgerState.INCOMPLETE}


def test_an_order_cancelled_before_its_recorded_document_was_sent_stays_here(
    world: ShopWorld,
) -> None:
    number = world.sell()
    world.erp.moods.refuses[number] = "deadlock"
    world.sync_orders()
    world.erp.moods.refuses.clear()
    world.later(minutes=5)

    world.marketplace.cancel(number)
    world.sync_orders()

    assert world.erp.inbox == {}
    assert (AlertKind.CANCELLED_AFTER_EXPORT, number) in world.alerts()


def test_nothing_to_export_is_a_success(world: ShopWorld) -> None:
    """
    Defect 15 of the original: a run with nothing to export was reported as failed.
    """
    executed = world.sync_orders()

    assert executed.run.state is RunState.SUCCESS
    assert executed.run.error == ""


def test_an_erp_that_is_down_loses_no_order(world: ShopWorld) -> None:
    number = world.sell()
    world.erp.moods.down = True
    assert world.sync_orders().run.state is RunState.FAILED
    world.later(minutes=15)

    world.erp.moods.down = False
    world.sync_orders()

    assert list(world.erp.inbox) == [number]
    delivery = world.record(number).delivery
    assert delivery is not None
    assert delivery.state is DeliveryState.DELIVERED
    assert delivery.delivered_at == world.clock.now()
