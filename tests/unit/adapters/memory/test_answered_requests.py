"""The record of answered requests in memory keeps its contract."""

from tests.contracts.answered_requests_contract import AnsweredRequestsContract


class TestMemoryAnsweredRequests(AnsweredRequestsContract):
    pass
