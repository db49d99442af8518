"""The record of tokens and sessions in memory keeps its contract."""

from tests.contracts.access_book_contract import AccessBookContract


class TestMemoryAccessBook(AccessBookContract):
    pass
