"""Outside writes in memory, held to their contract."""

from tests.contracts.outside_writes_contract import OutsideWritesContract


class TestMemoryOutsideWrites(OutsideWritesContract):
    pass
