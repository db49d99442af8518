"""The ERP's customers in memory, held to its contract."""

import pytest
from tests.contracts.erp_customers_contract import ErpCustomersContract
from tests.contracts.erp_world import ErpWorld
from tests.unit.adapters.memory.erp import MemoryErpWorld

from adapters.memory.erp_customers import MemoryErpCustomers
from temu_core.ports.erp_customers import ErpCustomers


class TestMemoryErpCustomers(ErpCustomersContract):
    @pytest.fixture
    def world(self) -> ErpWorld:
        return MemoryErpWorld()

    @pytest.fixture
    def customers(self, world: ErpWorld) -> ErpCustomers:
        assert isinstance(world, MemoryErpWorld)
        return MemoryErpCustomers(world.erp)
