"""The one clock of all machines that share the leases."""

from abc import abstractmethod
from datetime import timedelta
from typing import Protocol


class SharedClock(Protocol):
    """
    The clock of whoever keeps the leases.
    """

    @abstractmethod
    def ahead(self) -> timedelta | None:
        """
        Return by how much it is ahead of this machine's clock, negative when behind.

        None where nobody else can hold a lease: there is nothing to compare.

        Raises:
            UnavailableError: It cannot be asked now.
        """


class OneMachine(SharedClock):
    """
    All programs run on this machine.
    """

    def ahead(self) -> timedelta | None:
        """
        Compare nothing.
        """
        return None
