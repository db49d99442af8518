"""Where a working run's log lines go."""

from abc import abstractmethod
from typing import Protocol

from job_core.run import LogLine


class LogSink(Protocol):
    """
    Takes log lines quickly and stores them soon, in order.
    """

    @abstractmethod
    def put(self, line: LogLine) -> None:
        """
        Take a line; waits when too many are on their way.
        """

    @abstractmethod
    def flush(self) -> None:
        """
        Wait until every line put before is stored.

        Raises:
            UnavailableError: They could not be stored; they are kept and tried again.
        """
