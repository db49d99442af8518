"""The run log in memory, held to its contract."""

from tests.contracts.run_log_contract import RunLogContract


class TestMemoryRunLog(RunLogContract):
    pass
