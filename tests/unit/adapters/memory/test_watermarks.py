"""Watermarks in memory, held to its contract."""

import pytest
from tests.contracts.books import Books
from tests.contracts.watermarks_contract import WatermarksContract
from tests.unit.adapters.memory.books import memory_books


class TestMemoryWatermarks(WatermarksContract):
    @pytest.fixture
    def books(self) -> Books:
        return memory_books()
