"""The folder in memory, held to the contract of every handover."""

import pytest
from tests.contracts.erp_world import HandoverWorld
from tests.contracts.order_handover_contract import OrderHandoverContract
from tests.unit.adapters.memory.erp import MemoryHandoverWorld

from adapters.memory.order_outbox import MemoryOrderOutbox
from temu_core.document import DeliveryWay
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import OrderHandover


class MemoryOutboxWorld(MemoryHandoverWorld):
    """
    A memory ERP's folder of documents.
    """

    def times_waiting(self, number: OrderNumber) -> int:
        documents = self.erp.documents.values()
        return sum(order.number == number for orders in documents for order in orders)


class TestMemoryOrderOutbox(OrderHandoverContract):
    @pytest.fixture
    def way(self) -> DeliveryWay:
        return DeliveryWay.FILE

    @pytest.fixture
    def world(self) -> HandoverWorld:
        return MemoryOutboxWorld()

    @pytest.fixture
    def handover(self, world: HandoverWorld) -> OrderHandover:
        assert isinstance(world, MemoryOutboxWorld)
        return MemoryOrderOutbox(world.erp)
