"""What the last look at the marketplace's orders found."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

import attrs
from attrs import validators

from shared_kernel.run_context import Fence
from temu_core.order import ShopId


@attrs.frozen(kw_only=True)
class Reconciliation:
    """
    How many orders the marketplace showed, and how many of them were in our books.
    """

    #: When it was asked.
    at: datetime
    #: Orders created in so many days before.
    days: int
    shown: int = attrs.field(validator=validators.ge(0))
    stored: int = attrs.field(validator=validators.ge(0))

    @property
    def gaps(self) -> int:
        """
        Orders shown but not in our books.
        """
        return self.shown - self.stored


class Reconciliations(Protocol):
    """
    The last reconciliation of each shop.
    """

    @abstractmethod
    def remember(self, fence: Fence, found: Reconciliation) -> None:
        """
        Replace what is known by *found*, unless a later one is known.
        """

    @abstractmethod
    def last(self, shop: ShopId) -> Reconciliation | None:
        """
        Return the last one; None when it was never asked.
        """
