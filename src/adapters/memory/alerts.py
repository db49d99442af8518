"""Alerts in memory."""

from collections.abc import Collection, Sequence
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from shared_kernel.run_context import Fence
from temu_core.alert import Alert, AlertKind, StoredAlert
from temu_core.order import ShopId
from temu_core.ports.alerts import Alerts


@attrs.frozen
class MemoryAlerts(Alerts):
    """
    Alerts in a memory store.
    """

    store: MemoryStore

    def raise_all(self, fence: Fence, alerts: Sequence[Alert]) -> None:
        with self.store.fenced(fence) as tables:
            for alert in alerts:
                raise_alert(tables, fence, alert)

    def open(self, shop: ShopId, limit: int = 100) -> Sequence[StoredAlert]:
        found = [
            stored
            for (owner, _), stored in self.store.read().alerts.items()
            if owner == shop and stored.closed_at is None
        ]
        found.sort(key=lambda stored: (stored.last_raised_at, stored.id), reverse=True)
        return found[:limit]

    def about(self, shop: ShopId, subject: str, limit: int = 50) -> Sequence[StoredAlert]:
        found = [
            stored
            for (owner, _), stored in self.store.read().alerts.items()
            if owner == shop and stored.alert.subject == subject
        ]
        found.sort(key=lambda stored: (stored.last_raised_at, stored.id), reverse=True)
        return found[:limit]

    def close(self, fence: Fence, alert_id: int, *, by: str, at: datetime) -> bool:
        with self.store.fenced(fence) as tables:
            stored = tables.alerts.get((fence.shop, alert_id))
            if stored is None or stored.closed_at is not None:
                return False
            closed = attrs.evolve(stored, closed_at=at, closed_by=by)
            tables.alerts[fence.shop, alert_id] = closed
            return True

    def close_all_but(
        self, fence: Fence, kind: AlertKind, subjects: Collection[str], *, by: str, at: datetime
    ) -> int:
        with self.store.fenced(fence) as tables:
            ended = [
                key
                for key, stored in tables.alerts.items()
                if key[0] == fence.shop
                and stored.closed_at is None
                and stored.alert.kind is kind
                and stored.alert.subject not in subjects
            ]
            for key in ended:
                tables.alerts[key] = attrs.evolve(tables.alerts[key], closed_at=at, closed_by=by)
            return len(ended)


def raise_alert(tables: Tables, fence: Fence, alert: Alert) -> None:
    """
    Store an alert, or count up the open one of the same kind and subject.
    """
    for key, stored in tables.alerts.items():
        same = stored.alert.kind is alert.kind and stored.alert.subject == alert.subject
        if key[0] == fence.shop and same and stored.closed_at is None:
            tables.alerts[key] = attrs.evolve(
                stored,
                alert=attrs.evolve(stored.alert, text=alert.text),
                last_raised_at=alert.raised_at,
                times=stored.times + 1,
            )
            return
    fresh = StoredAlert(
        id=tables.next_id(),
        alert=alert,
        last_raised_at=alert.raised_at,
        times=1,
        closed_at=None,
        closed_by="",
    )
    tables.alerts[fence.shop, fresh.id] = fresh
