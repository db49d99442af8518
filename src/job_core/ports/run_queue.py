"""Where runs wait for somebody to do them."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol


class RunQueue(Protocol):
    """
    Hands run ids to workers; at least once, so a worker must claim a run before it works.
    """

    @abstractmethod
    def enqueue(self, run_id: str, *, not_before: datetime | None = None) -> None:
        """
        Have the run done soon, or not before a moment.
        """
