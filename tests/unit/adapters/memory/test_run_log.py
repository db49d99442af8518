"""The run log in memory, held to its contract."""

from tests.contracts.log_retention_contract import LogRetentionContract
from tests.contracts.run_log_contract import RunLogContract


class TestMemoryRunLog(RunLogContract):
    pass


class TestMemoryLogRetention(LogRetentionContract):
    pass
