"""The carrier map in memory, held to its contract."""

import pytest
from tests.contracts.books import Books
from tests.contracts.carrier_map_contract import CarrierMapContract
from tests.unit.adapters.memory.books import memory_books


class TestMemoryCarrierMap(CarrierMapContract):
    @pytest.fixture
    def books(self) -> Books:
        return memory_books()
