"""How a shop stands, in counts."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

import attrs

from temu_core.alert import AlertKind
from temu_core.ledger import LedgerState
from temu_core.order import ShopId


@attrs.frozen(kw_only=True)
class DueCount:
    """
    How many orders must be shipped by one moment.
    """

    at: datetime
    orders: int


@attrs.frozen(kw_only=True)
class ShipByCounts:
    """
    How many orders are late, and how many come next.
    """

    late: int
    #: By moment, the nearest first.
    next: tuple[DueCount, ...]


class ShopFigures(Protocol):
    """
    Counts over our books; every answer is one statement over what is open, never over all orders.
    """

    @abstractmethod
    def oldest_placed(self, shop: ShopId, states: Collection[LedgerState]) -> datetime | None:
        """
        Return when the oldest order in *states* was placed; None when there is none.
        """

    @abstractmethod
    def ship_by(
        self, shop: ShopId, states: Collection[LedgerState], *, now: datetime, limit: int
    ) -> ShipByCounts:
        """
        Count orders in *states* by the moment they must be shipped by.

        Late are those whose moment is before *now*; of the others the nearest
        *limit* moments are told.  Orders without such a moment do not count.
        """

    @abstractmethod
    def open_alerts(self, shop: ShopId) -> Mapping[AlertKind, int]:
        """
        Count open alerts; kinds without any are missing.
        """

    @abstractmethod
    def waiting_plans(self, shop: ShopId) -> int:
        """
        Count the plans nobody has approved yet.
        """

    @abstractmethod
    def unsettled_writes(self, shop: ShopId) -> int:
        """
        Count outside writes without an outcome, or with an unknown one.
        """
