"""The ERP's stock in memory, held to its contract."""

import pytest
from tests.contracts.erp_stock_contract import ErpStockContract
from tests.contracts.erp_world import ErpWorld
from tests.unit.adapters.memory.erp import MemoryErpWorld

from adapters.memory.erp_stock import MemoryErpStock
from temu_core.ports.erp_stock import ErpStock


class TestMemoryErpStock(ErpStockContract):
    @pytest.fixture
    def world(self) -> ErpWorld:
        return MemoryErpWorld()

    @pytest.fixture
    def stock(self, world: ErpWorld) -> ErpStock:
        assert isinstance(world, MemoryErpWorld)
        return MemoryErpStock(world.erp)
