"""Asking the marketplace what is for sale."""

import enum
from abc import abstractmethod
from collections.abc import Mapping
from typing import Protocol

import attrs

from shared_kernel.errors import Problem
from temu_core.offer import Offer, SkuId
from temu_core.payload import RawAnswer


class OfferList(enum.Enum):
    """
    The two lists of offers; together they are all.
    """

    ACTIVE = "active"
    INACTIVE = "inactive"


@attrs.frozen(kw_only=True)
class OfferPage:
    """
    One page of an offer list.
    """

    total: int
    offers: Mapping[SkuId, Offer | Problem]
    raw: tuple[RawAnswer, ...]
    oddities: Mapping[str, int]


class OfferFeed(Protocol):
    """
    The marketplace's offers of one shop.  Only reads; errors as in ``OrderFeed``.
    """

    @abstractmethod
    def page(self, which: OfferList, number: int) -> OfferPage:
        """
        Return page *number* (from 1), at most 100 offers; empty past the end.
        """
