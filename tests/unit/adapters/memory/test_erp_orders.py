"""The ERP's orders in memory, held to its contract."""

import pytest
from tests.contracts.erp_orders_contract import ErpOrdersContract
from tests.contracts.erp_world import ErpWorld
from tests.unit.adapters.memory.erp import MemoryErpWorld

from adapters.memory.erp_orders import MemoryErpOrders
from temu_core.ports.erp_orders import ErpOrders


class TestMemoryErpOrders(ErpOrdersContract):
    @pytest.fixture
    def world(self) -> ErpWorld:
        return MemoryErpWorld()

    @pytest.fixture
    def orders(self, world: ErpWorld) -> ErpOrders:
        assert isinstance(world, MemoryErpWorld)
        return MemoryErpOrders(world.erp)
