"""The shop register in memory, held to its contract."""

import pytest
from tests.contracts.books import Books
from tests.contracts.shop_register_contract import ShopRegisterContract
from tests.unit.adapters.memory.books import memory_books


class TestMemoryShopRegister(ShopRegisterContract):
    @pytest.fixture
    def books(self) -> Books:
        return memory_books()
