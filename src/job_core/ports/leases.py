"""The right to run a job."""

from abc import abstractmethod
from datetime import datetime, timedelta
from typing import Protocol

from shared_kernel.run_context import Fence


class Leases(Protocol):
    """
    At most one valid lease per shop and job; each carries a higher fence than the last.
    """

    @abstractmethod
    def acquire(
        self, shop: str, job: str, *, holder: str, now: datetime, span: timedelta
    ) -> Fence | None:
        """
        Take the lease until ``now + span``; None while somebody else's is valid.
        """

    @abstractmethod
    def renew(self, fence: Fence, *, until: datetime) -> bool:
        """
        Make the lease last at least until *until*; False when it is no longer ours.
        """

    @abstractmethod
    def release(self, fence: Fence) -> None:
        """
        Give the lease back; nothing happens when it is no longer ours.
        """

    @abstractmethod
    def holder(self, shop: str, job: str, *, now: datetime) -> str | None:
        """
        Return who holds the lease; None when nobody does.
        """
