"""The handover in memory, held to its contract."""

import pytest
from tests.contracts.erp_world import HandoverWorld
from tests.contracts.order_handover_contract import OrderHandoverContract
from tests.unit.adapters.memory.erp import MemoryHandoverWorld

from adapters.memory.order_handover import MemoryOrderHandover
from temu_core.document import DeliveryWay
from temu_core.ports.order_handover import OrderHandover


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
