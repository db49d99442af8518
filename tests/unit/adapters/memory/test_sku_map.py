"""The SKU map in memory, held to its contract."""

import pytest
from tests.contracts.books import Books
from tests.contracts.sku_map_contract import SkuMapContract
from tests.unit.adapters.memory.books import memory_books


class TestMemorySkuMap(SkuMapContract):
    @pytest.fixture
    def books(self) -> Books:
        return memory_books()
