"""Where the time comes from."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """
    The time, so that no rule and no use case asks the machine.
    """

    @abstractmethod
    def now(self) -> datetime:
        """
        Return the present moment, aware and in UTC.
        """
