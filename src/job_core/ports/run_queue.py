"""Where runs wait for somebody to do them."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from job_core.run import Run


class RunQueue(Protocol):
    """
    Hands runs to workers: at least once, or not at all.

    A worker must therefore claim a run before it works, and what a queue that is
    full, away or emptied did not hand over stays queued in the run book, where
    ``RecoverRuns`` finds it.
    """

    @abstractmethod
    def enqueue(self, run: Run, *, not_before: datetime | None = None) -> None:
        """
        Have the run done soon, or not before a moment.

        A run that waits here already is not handed over twice; raises nothing.
        """
