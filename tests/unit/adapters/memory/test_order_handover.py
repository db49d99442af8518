"""The handover in memory, held to its contract."""

import pytest
from tests.contracts.erp_world import HandoverWorld
from tests.contracts.order_handover_contract import OrderHandoverContract
from tests.unit.adapters.memory.erp import MemoryHandoverWorld

from adapters.memory.order_handover import MemoryOrderHandover
from temu_core.document import DeliveryWay, ExportBatch
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover, OrderHandover


class TestMemoryOrderHandover(OrderHandoverContract):
    @pytest.fixture
    def way(self) -> DeliveryWay:
        return DeliveryWay.INBOX

    @pytest.fixture
    def world(self) -> HandoverWorld:
        return MemoryHandoverWorld()

    @pytest.fixture
    def handover(self, world: HandoverWorld) -> OrderHandover:
        assert isinstance(world, MemoryHandoverWorld)
        return MemoryOrderHandover(world.erp)

    def test_an_order_that_is_booked_is_not_put_in_again(
        self, world: HandoverWorld, handover: OrderHandover, way: DeliveryWay
    ) -> None:
        """
        The real inbox looks for the order in its own INSERT.
        """
        assert isinstance(world, MemoryHandoverWorld)
        number = OrderNumber("PO-076-1")
        batch = ExportBatch(id="one", way=way, orders=(world.document(number),))
        handover.deliver(batch)
        world.erp.book_waiting()

        assert handover.deliver(batch) == {number: Handover.ALREADY_WAITING}
        assert world.times_waiting(number) == 0
