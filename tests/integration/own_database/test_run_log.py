"""The contract of RunLog in our database."""

from tests.contracts.run_log_contract import RunLogContract


class TestSqlRunLog(RunLogContract):
    pass
