"""The contract of AccessBook in our database."""

from tests.contracts.access_book_contract import AccessBookContract


class TestSqlAccessBook(AccessBookContract):
    pass
