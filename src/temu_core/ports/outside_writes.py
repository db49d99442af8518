"""The record of everything we wrote outside."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from temu_core.intent import OutsideWrite
from temu_core.order import ShopId


class OutsideWrites(Protocol):
    """
    Intents with their outcomes; recorded by ``OrderBook`` and ``OfferBook``.
    """

    @abstractmethod
    def of_run(self, shop: ShopId, run_id: str, limit: int = 1000) -> Sequence[OutsideWrite]:
        """
        Return what a run wrote outside, in the order of its intents.
        """

    @abstractmethod
    def open(self, shop: ShopId, limit: int = 1000) -> Sequence[OutsideWrite]:
        """
        Return intents without an outcome, or with an unknown one, oldest first.
        """
