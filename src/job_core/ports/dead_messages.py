"""The messages that no worker could do."""

from abc import abstractmethod
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from job_core.dead_message import DeadMessage, QueueFigures


class DeadMessages(Protocol):
    """
    Dead messages, kept for a week and a thousand at most.

    Every method raises UnavailableError when the queue does not answer.
    """

    @abstractmethod
    def figures(self) -> QueueFigures:
        """
        Return how full the queue is.
        """

    @abstractmethod
    def newest(self, *, limit: int = 100) -> Sequence[DeadMessage]:
        """
        Return dead messages, the one that died last first.
        """

    @abstractmethod
    def send_again(self, ids: Collection[str]) -> Collection[str]:
        """
        Hand messages to the workers again; return those it was (others are not dead).

        Two who ask for the same at once send it once.
        """

    @abstractmethod
    def put_away(self, ids: Collection[str]) -> Collection[str]:
        """
        Forget messages; return those it were.
        """

    @abstractmethod
    def older_than(self, moment: datetime, *, limit: int = 1000) -> Sequence[str]:
        """
        Return the ids of messages that died before *moment*, oldest first.
        """
