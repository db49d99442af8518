"""What runs say while they work."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from job_core.run import LogLine


class RunLog(Protocol):
    """
    Log lines in the order they were stored.
    """

    @abstractmethod
    def append(self, lines: Sequence[LogLine]) -> None:
        """
        Store lines in order, all or none.
        """

    @abstractmethod
    def of_run(
        self, run_id: str, *, after: int = 0, limit: int = 500
    ) -> Sequence[tuple[int, LogLine]]:
        """
        Return lines of a run with their positions, ascending, beginning after *after*.
        """
