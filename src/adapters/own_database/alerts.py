"""Alerts in our database."""

from collections.abc import Collection, Sequence
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.fence import fenced
from adapters.own_database.rows import Stored, Values
from adapters.own_database.tables.alerts import OPEN_SLOT, alerts
from adapters.own_database.tables.columns import cut_to
from adapters.sql.list_parameter import among_texts
from adapters.sql.transaction import reading
from adapters.sql.upsert import Columns, upsert
from shared_kernel.run_context import Fence
from temu_core.alert import Alert, AlertKind, StoredAlert
from temu_core.order import ShopId
from temu_core.ports.alerts import Alerts

_LONGEST_SUBJECT = 255


@attrs.frozen
class SqlAlerts(Alerts):
    """
    One open row per kind and subject.
    """

    engine: sa.Engine

    def raise_all(self, fence: Fence, alerts: Sequence[Alert]) -> None:
        """
        Insert alerts or count the open ones up.
        """
        with fenced(self.engine, fence) as connection:
            raise_alerts(connection, fence.shop, alerts)

    def open(self, shop: ShopId, limit: int = 100) -> Sequence[StoredAlert]:
        """
        Read open alerts, the last raised first.
        """
        return self._newest(limit, alerts.c.shop == shop, alerts.c.slot == OPEN_SLOT)

    def about(self, shop: ShopId, subject: str, limit: int = 50) -> Sequence[StoredAlert]:
        """
        Read the alerts about one thing, the last raised first.
        """
        same = alerts.c.subject == subject[:_LONGEST_SUBJECT]
        return self._newest(limit, alerts.c.shop == shop, same)

    def close(self, fence: Fence, alert_id: int, *, by: str, at: datetime) -> bool:
        """
        Move the alert out of the slot of open ones.
        """
        update = (
            sa.update(alerts)
            .where(alerts.c.shop == fence.shop, alerts.c.id == alert_id)
            .where(alerts.c.slot == OPEN_SLOT)
            .values(slot=alerts.c.id, closed_at=at, closed_by=by)
        )
        with fenced(self.engine, fence) as connection:
            return connection.execute(update).rowcount == 1

    def close_all_but(
        self, fence: Fence, kind: AlertKind, subjects: Collection[str], *, by: str, at: datetime
    ) -> int:
        """
        Move ended alerts of one kind out of the slot of open ones.
        """
        kept = among_texts(
            self.engine.dialect.name, alerts.c.subject, [_subject(s) for s in subjects]
        )
        update = (
            sa.update(alerts)
            .where(alerts.c.shop == fence.shop, alerts.c.kind == kind.value)
            .where(alerts.c.slot == OPEN_SLOT, sa.not_(kept))
            .values(slot=alerts.c.id, closed_at=at, closed_by=by)
        )
        with fenced(self.engine, fence) as connection:
            return connection.execute(update).rowcount

    def _newest(self, limit: int, *conditions: sa.ColumnElement[bool]) -> list[StoredAlert]:
        query = (
            sa.select(alerts)
            .where(*conditions)
            .order_by(alerts.c.last_raised_at.desc(), alerts.c.id.desc())
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return [_alert_of(row) for row in connection.execute(query)]


def raise_alerts(connection: sa.Connection, shop: str, raised: Sequence[Alert]) -> None:
    """
    Insert alerts; an open one of the same kind and subject counts up and says the newest text.
    """
    rows: dict[tuple[str, str], Values] = {}
    times: dict[tuple[str, str], int] = {}
    for alert in raised:
        key = alert.kind.value, _subject(alert.subject)
        times[key] = times.get(key, 0) + 1
        first = rows.get(key, {}).get("raised_at", alert.raised_at)
        rows[key] = {
            "shop": shop,
            "kind": alert.kind.value,
            "subject": _subject(alert.subject),
            "slot": OPEN_SLOT,
            "text": alert.text,
            "raised_at": first,
            "last_raised_at": alert.raised_at,
            "times": times[key],
            "closed_by": "",
        }
    # In one order, so that two transactions do not wait for each other.
    ordered = [rows[key] for key in sorted(rows)]
    upsert(connection, alerts, ordered, key=("shop", "kind", "subject", "slot"), changes=_again)


def _subject(text: str) -> str:
    return cut_to(text, _LONGEST_SUBJECT)


def _again(stored: Columns, incoming: Columns) -> dict[str, object]:
    return {
        "text": incoming["text"],
        "last_raised_at": incoming["last_raised_at"],
        "times": stored["times"] + incoming["times"],
    }


def _alert_of(row: Stored) -> StoredAlert:
    alert = Alert(
        kind=AlertKind(row.kind), subject=row.subject, text=row.text, raised_at=row.raised_at
    )
    return StoredAlert(
        id=row.id,
        alert=alert,
        last_raised_at=row.last_raised_at,
        times=row.times,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
    )
