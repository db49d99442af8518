"""Up to when everything is known to be stored."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from shared_kernel.run_context import Fence
from temu_core.order import ShopId


class Watermarks(Protocol):
    """
    One moment per shop and feed.
    """

    @abstractmethod
    def read(self, shop: ShopId, feed: str) -> datetime | None:
        """
        Return the watermark, aware and in UTC; None before the first run.
        """

    @abstractmethod
    def advance(self, fence: Fence, feed: str, to: datetime) -> None:
        """
        Move the watermark forward; an earlier moment changes nothing.
        """
