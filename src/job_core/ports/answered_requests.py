"""Requests that were answered under an idempotency key."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

import attrs


@attrs.frozen(kw_only=True)
class Answered:
    """
    The answer given before to the same request.
    """

    #: Hash of method, path and body.
    request_hash: str
    status: int
    body: str


class AnsweredRequests(Protocol):
    """
    Answers by (token, key), kept for a day.
    """

    @abstractmethod
    def find(self, token: str, key: str) -> Answered | None:
        """
        Return the answer given under this key.
        """

    @abstractmethod
    def keep(self, token: str, key: str, answer: Answered, at: datetime) -> bool:
        """
        Keep an answer; False when another is kept under the key already.
        """

    @abstractmethod
    def forget_before(self, moment: datetime) -> int:
        """
        Erase older answers; return how many.
        """
