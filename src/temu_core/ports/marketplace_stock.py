"""The marketplace's view of what it may sell."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Protocol

import attrs

from shared_kernel.errors import Problem
from temu_core.offer import GoodsId, SkuId
from temu_core.stock import StockUpdate


@attrs.frozen(kw_only=True)
class StockCall:
    """
    Absolute numbers for the offers of one goods id, under one intent.
    """

    #: Also the far side's idempotency key: the same id is never applied twice.
    intent_id: str
    goods_id: GoodsId
    updates: tuple[StockUpdate, ...]


class MarketplaceStock(Protocol):
    """
    Units on sale at the marketplace.
    """

    @abstractmethod
    def set_units(self, calls: Sequence[StockCall]) -> Mapping[SkuId, Problem | None]:
        """
        Overwrite the units of every offer named; None means accepted.

        Never repeated by itself.  A Problem of family OUTCOME_UNKNOWN means the
        answer was lost: read back before another number is sent.  Raises
        nothing about single calls; RejectedError when the settings are wrong.
        """

    @abstractmethod
    def units(self, offers: Mapping[SkuId, GoodsId]) -> Mapping[SkuId, int | Problem]:
        """
        Return the units on sale now; offers the marketplace does not know are missing.
        """
