"""Those who do the runs of a queue."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol


class RunWorkers(Protocol):
    """
    Workers of this process; they live until they are stopped, whatever a run does.
    """

    @abstractmethod
    def start(self, perform: Callable[[str], object]) -> None:
        """
        Begin to call *perform* with the ids of due runs, in several threads; once.
        """

    @abstractmethod
    def is_stopping(self) -> bool:
        """
        Tell whether runs should end at their next checkpoint.
        """

    @abstractmethod
    def stop(self, within_s: float) -> bool:
        """
        Begin no further run and wait for those under way; False when some still work then.

        What waited here is left to others.  Nothing happens when nobody was started.
        """
