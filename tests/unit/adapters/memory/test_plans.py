"""Plans in memory, held to its contract."""

import pytest
from tests.contracts.books import Books
from tests.contracts.plans_contract import PlansContract
from tests.unit.adapters.memory.books import memory_books


class TestMemoryPlans(PlansContract):
    @pytest.fixture
    def books(self) -> Books:
        return memory_books()
