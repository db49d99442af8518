"""The ERP's parcels in memory, held to its contract."""

import pytest
from tests.contracts.erp_packages_contract import ErpPackagesContract
from tests.contracts.erp_world import ErpWorld
from tests.unit.adapters.memory.erp import MemoryErpWorld

from adapters.memory.erp_packages import MemoryErpPackages
from temu_core.ports.erp_packages import ErpPackages


class TestMemoryErpPackages(ErpPackagesContract):
    @pytest.fixture
    def world(self) -> ErpWorld:
        return MemoryErpWorld()

    @pytest.fixture
    def packages(self, world: ErpWorld) -> ErpPackages:
        assert isinstance(world, MemoryErpWorld)
        return MemoryErpPackages(world.erp)
