"""The contract of OutsideWrites in our database."""

from tests.contracts.outside_writes_contract import OutsideWritesContract


class TestSqlOutsideWrites(OutsideWritesContract):
    pass
