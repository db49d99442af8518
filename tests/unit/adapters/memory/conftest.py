"""Empty books in memory for every contract about them."""

import pytest
from tests.contracts.books import Books
from tests.unit.adapters.memory.books import memory_books


@pytest.fixture
def books() -> Books:
    """
    All database ports on one new store.
    """
    return memory_books()
