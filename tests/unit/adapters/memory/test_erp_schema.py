"""Of what the ERP in memory is made, held to its contract."""

import pytest
from tests.contracts.erp_schema_contract import ErpSchemaContract
from tests.unit.adapters.memory.erp import MemoryErpWorld

from adapters.memory.erp_schema import MemoryErpSchema
from shared_kernel.errors import UnavailableError


class TestMemoryErpSchema(ErpSchemaContract):
    @pytest.fixture
    def world(self) -> MemoryErpWorld:
        return MemoryErpWorld()

    @pytest.fixture
    def schema(self, world: MemoryErpWorld) -> MemoryErpSchema:
        return MemoryErpSchema(world.erp)

    def test_an_erp_of_which_nothing_is_seen_is_away(
        self, world: MemoryErpWorld, schema: MemoryErpSchema
    ) -> None:
        world.erp.moods.columns = frozenset()

        with pytest.raises(UnavailableError):
            schema.shape()
