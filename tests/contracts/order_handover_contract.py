"""What every handover of orders promises."""

import pytest
from tests.contracts.erp_world import HandoverWorld

from shared_kernel.errors import UnavailableError
from temu_core.document import DeliveryWay, ExportBatch
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover, OrderHandover

FIRST, SECOND = OrderNumber("PO-076-1"), OrderNumber("PO-076-2")


class OrderHandoverContract:
    """
    Subclass per adapter and override *way*, *world* and *handover*.
    """

    @pytest.fixture
    def way(self) -> DeliveryWay:
        raise NotImplementedError

    @pytest.fixture
    def world(self) -> HandoverWorld:
        raise NotImplementedError

    @pytest.fixture
    def handover(self, world: HandoverWorld) -> OrderHandover:
        raise NotImplementedError

    def test_nothing_waits_at_first(self, handover: OrderHandover) -> None:
        assert handover.waiting([FIRST, SECOND]) == frozenset()

    def test_a_delivered_order_waits(
        self, world: HandoverWorld, handover: OrderHandover, way: DeliveryWay
    ) -> None:
        answers = handover.deliver(_batch(world, way, "one", FIRST))

        assert answers == {FIRST: Handover.DELIVERED}
        assert handover.waiting([FIRST, SECOND]) == {FIRST}

    def test_a_waiting_order_is_not_written_again(
        self, world: HandoverWorld, handover: OrderHandover, way: DeliveryWay
    ) -> None:
        handover.deliver(_batch(world, way, "one", FIRST))

        answers = handover.deliver(_batch(world, way, "one", FIRST))

        assert answers == {FIRST: Handover.ALREADY_WAITING}
        assert world.times_waiting(FIRST) == 1

    def test_a_waiting_order_does_not_stop_a_new_one(
        self, world: HandoverWorld, handover: OrderHandover, way: DeliveryWay
    ) -> None:
        handover.deliver(_batch(world, way, "one", FIRST))

        answers = handover.deliver(_batch(world, way, "two", FIRST, SECOND))

        assert answers == {FIRST: Handover.ALREADY_WAITING, SECOND: Handover.DELIVERED}
        assert (world.times_waiting(FIRST), world.times_waiting(SECOND)) == (1, 1)

    def test_archiving_twice_is_archiving_once(
        self, world: HandoverWorld, handover: OrderHandover, way: DeliveryWay
    ) -> None:
        batch = _batch(world, way, "one", FIRST)
        handover.deliver(batch)

        handover.archive(batch)
        handover.archive(batch)

        assert world.times_waiting(SECOND) == 0

    def test_erasing_twice_is_erasing_once_and_takes_back_no_order(
        self, world: HandoverWorld, handover: OrderHandover, way: DeliveryWay
    ) -> None:
        old, waiting = _batch(world, way, "one", FIRST), _batch(world, way, "two", SECOND)
        handover.deliver(old)
        handover.archive(old)
        handover.deliver(waiting)

        handover.erase("one")
        handover.erase("one")
        handover.erase("never")

        assert world.times_waiting(SECOND) == 1

    def test_an_outage_writes_nothing(
        self, world: HandoverWorld, handover: OrderHandover, way: DeliveryWay
    ) -> None:
        batch = _batch(world, way, "one", FIRST)
        world.go_down()

        with pytest.raises(UnavailableError):
            handover.deliver(batch)

        world.come_back()
        assert world.times_waiting(FIRST) == 0


def _batch(
    world: HandoverWorld, way: DeliveryWay, batch_id: str, *numbers: OrderNumber
) -> ExportBatch:
    orders = tuple(world.document(number) for number in numbers)
    return ExportBatch(id=batch_id, way=way, orders=orders)
