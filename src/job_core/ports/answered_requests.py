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


@attrs.frozen(kw_only=True)
class KeptAnswers:
    """
    So many answers, the oldest of them kept since then.
    """

    count: int
    #: None where there are none.
    oldest: datetime | None


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
    def kept(self, before: datetime) -> tuple[KeptAnswers, KeptAnswers]:
        """
        Count the answers that :meth:`forget_before` would erase, and the others.
        """

    @abstractmethod
    def forget_before(self, moment: datetime) -> int:
        """
        Erase older answers; return how many.
        """
