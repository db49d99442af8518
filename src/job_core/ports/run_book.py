"""The record of runs."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from job_core.run import Run


class RunBook(Protocol):
    """
    Every run, by id.
    """

    @abstractmethod
    def save(self, run: Run) -> None:
        """
        Insert or replace a run.
        """

    @abstractmethod
    def get(self, run_id: str) -> Run | None:
        """
        Return one run.
        """

    @abstractmethod
    def recent(self, shop: str, *, job: str = "", limit: int = 20) -> Sequence[Run]:
        """
        Return runs, newest start first.
        """
