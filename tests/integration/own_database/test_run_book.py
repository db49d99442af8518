"""The contract of RunBook in our database."""

from tests.contracts.run_book_contract import RunBookContract


class TestSqlRunBook(RunBookContract):
    pass
