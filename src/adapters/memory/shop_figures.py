"""Counts over a memory store."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from temu_core.alert import AlertKind
from temu_core.intent import Outcome
from temu_core.ledger import LedgerState
from temu_core.order import ShopId
from temu_core.plan import PlanState
from temu_core.ports.shop_figures import DueCount, ShipByCounts, ShopFigures
from temu_core.record import OrderRecord


@attrs.frozen
class MemoryShopFigures(ShopFigures):
    """
    Counts what the other ports stored.
    """

    store: MemoryStore

    def oldest_placed(self, shop: ShopId, states: Collection[LedgerState]) -> datetime | None:
        return min((o.listed.placed_at for o in self._orders(shop, states)), default=None)

    def ship_by(
        self, shop: ShopId, states: Collection[LedgerState], *, now: datetime, limit: int
    ) -> ShipByCounts:
        moments = Counter(
            moment
            for order in self._orders(shop, states)
            if (moment := order.listed.ship_by) is not None
        )
        due = [DueCount(at=at, orders=n) for at, n in sorted(moments.items()) if at >= now]
        late = sum(n for at, n in moments.items() if at < now)
        return ShipByCounts(late=late, next=tuple(due[:limit]))

    def open_alerts(self, shop: ShopId) -> Mapping[AlertKind, int]:
        return Counter(
            stored.alert.kind
            for (owner, _), stored in self.store.read().alerts.items()
            if owner == shop and stored.closed_at is None
        )

    def waiting_plans(self, shop: ShopId) -> int:
        plans = self.store.read().plans.items()
        return sum(o == shop and plan.state is PlanState.WAITING for (o, _), plan in plans)

    def unsettled_writes(self, shop: ShopId) -> int:
        return sum(
            owner == shop and (write.outcome is None or write.outcome.outcome is Outcome.UNKNOWN)
            for (owner, _), write in self.store.read().writes.items()
        )

    def _orders(self, shop: ShopId, states: Collection[LedgerState]) -> Iterable[OrderRecord]:
        orders = self.store.read().orders.items()
        return (o for (owner, _), o in orders if owner == shop and o.state in states)
