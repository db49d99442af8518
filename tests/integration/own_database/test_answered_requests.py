"""The contract of AnsweredRequests in our database."""

from tests.contracts.answered_requests_contract import AnsweredRequestsContract


class TestSqlAnsweredRequests(AnsweredRequestsContract):
    pass
