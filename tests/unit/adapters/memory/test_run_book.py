"""The run book in memory, held to its contract."""

from tests.contracts.run_book_contract import RunBookContract


class TestMemoryRunBook(RunBookContract):
    pass
