"""Handing orders over when something is not as it should be."""

from collections.abc import Collection, Mapping

import attrs
import pytest
from tests.builders.orders import a_line
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import ShopWorld

from adapters.memory.order_handover import MemoryOrderHandover
from shared_kernel.errors import Problem, UnavailableError
from temu_core.document import ExportBatch
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import ListedLine, MarketplaceStatus, OrderNumber, ShippingMethod, Unknown
from temu_core.ports.order_handover import Handover


@attrs.frozen
class BooksBetweenLooks(MemoryOrderHandover):
    """
    An ERP whose worker books everything right after it was looked what waits.
    """

    def waiting(self, numbers: Collection[OrderNumber]) -> frozenset[OrderNumber]:
        found = super().waiting(numbers)
        self.erp.book_waiting()
        return found


@attrs.frozen
class StopsAfterOne(MemoryOrderHandover):
    """
    A person stops the shop while the first batch is handed over.
    """

    world: ShopWorld

    def deliver(self, batch: ExportBatch) -> Mapping[OrderNumber, Handover | Problem]:
        answers = super().deliver(batch)
        Person(self.world).stop()
        return answers


@attrs.frozen
class LockedArchive(MemoryOrderHandover):
    """
    A document somebody has open in another program.
    """

    def archive(self, batch: ExportBatch) -> None:
        raise UnavailableError(f"the document of {batch.id} is locked")


def test_an_order_booked_between_two_looks_is_not_sent_again(world: ShopWorld, ada: Person) -> None:
    """
    First where it waits, then the ERP: the other way round both looks are empty.
    """
    number = world.sell()
    world.sync_orders()
    world.later(hours=3)
    world.sync_orders()
    ada.mend(number, Remedy.DELIVER_AGAIN)
    world.fake(order_handover=BooksBetweenLooks(world.erp))

    world.sync_orders()
    world.erp.book_waiting()

    assert world.booked() == [number]


def test_a_handover_that_fails_is_tried_once_a_run(world: ShopWorld) -> None:
    """
    Each further batch would have attempted all earlier ones again.
    """
    for place in range(250):
        world.sell(f"PO-{place:03}")
    world.fake(order_handover=_Refusing(world.erp))

    execution = world.sync_orders()

    writes = world.books.outside_writes.of_run(world.setup.shop, execution.run.id)
    assert len(writes) == 100
    assert world.erp.inbox == {}


def test_stopping_the_shop_stops_the_run_under_way(world: ShopWorld) -> None:
    for place in range(250):
        world.sell(f"PO-{place:03}")
    world.fake(order_handover=StopsAfterOne(world.erp, world))

    world.sync_orders()

    assert len(world.erp.inbox) == 100


def test_a_locked_document_does_not_hold_parcels_back(world: ShopWorld) -> None:
    number = world.sell()
    world.sync_orders()
    world.erp.book_waiting()
    world.ship(number, "JJD0001")
    world.fake(order_handover=LockedArchive(world.erp))

    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 1)]


def test_an_order_that_cannot_be_handed_over_as_it_is_waits_for_a_person(
    world: ShopWorld,
) -> None:
    bad, good = world.sell("PO-1"), world.sell("PO-2")
    world.erp.moods.refuses = {bad: "the document cannot be read"}

    world.sync_orders()

    assert world.held(bad) is HoldReason.NOT_TAKEN_BY_ERP
    assert list(world.erp.inbox) == [good]


def test_a_pending_order_released_while_it_was_held_goes_on(world: ShopWorld, ada: Person) -> None:
    number = world.sell(
        status=MarketplaceStatus.PENDING,
        shipping_method=ShippingMethod.STANDARD,
    )
    world.sync_orders()
    listed = world.marketplace.orders[number].listed
    strange = attrs.evolve(listed, shipping_method=Unknown(field="shippingMethod", value="7"))
    world.later(minutes=15)
    world.marketplace.show(attrs.evolve(strange, updated_at=world.clock.now()))
    world.sync_orders()
    world.later(minutes=15)
    released = attrs.evolve(
        listed, status=MarketplaceStatus.UNSHIPPED, updated_at=world.clock.now()
    )
    world.marketplace.show(released)
    world.sync_orders()
    world.later(hours=6)

    ada.mend(number, Remedy.TRY_AGAIN)
    world.sync_orders()
    world.later(minutes=15)
    world.sync_orders()

    assert world.state(number) is LedgerState.EXPORTED


@pytest.mark.parametrize("others", [3, 1002])
def test_mapping_a_sku_helps_however_many_orders_are_held(
    world: ShopWorld, ada: Person, others: int
) -> None:
    for place in range(others):
        world.sell(f"PO-A{place:04}", lines=_lines("UNKNOWN-A"))
    wanted = world.sell("PO-Z", lines=_lines("UNKNOWN-Z"))
    world.sync_orders()

    mended = ada.map_sku("UNKNOWN-Z", "LAMP-1")

    assert mended.orders == (wanted,)


@attrs.frozen
class _Refusing(MemoryOrderHandover):
    def deliver(self, batch: ExportBatch) -> Mapping[OrderNumber, Handover | Problem]:
        raise UnavailableError(f"the inbox takes nothing: {batch.id}")


def _lines(sku: str) -> tuple[ListedLine, ...]:
    return (a_line(seller_sku=sku),)
