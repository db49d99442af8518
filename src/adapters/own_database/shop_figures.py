"""Counts over our database."""

from collections.abc import Collection, Mapping
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.tables.alerts import OPEN_SLOT, alerts
from adapters.own_database.tables.orders import orders
from adapters.own_database.tables.settings import plans
from adapters.own_database.tables.writes import outside_writes
from adapters.sql.transaction import reading
from temu_core.alert import AlertKind
from temu_core.intent import Outcome
from temu_core.ledger import LedgerState
from temu_core.order import ShopId
from temu_core.plan import PlanState
from temu_core.ports.shop_figures import DueCount, ShipByCounts, ShopFigures


@attrs.frozen
class SqlShopFigures(ShopFigures):
    """
    Each figure is one statement that an index serves.
    """

    engine: sa.Engine

    def oldest_placed(self, shop: ShopId, states: Collection[LedgerState]) -> datetime | None:
        """
        Read the smallest moment.
        """
        query = sa.select(sa.func.min(orders.c.placed_at)).where(_in_states(shop, states))
        with reading(self.engine) as connection:
            oldest: datetime | None = connection.execute(query).scalar_one()
        return oldest

    def ship_by(
        self, shop: ShopId, states: Collection[LedgerState], *, now: datetime, limit: int
    ) -> ShipByCounts:
        """
        Count what is late, then what comes next by its moment.
        """
        wanted, moment = _in_states(shop, states), orders.c.ship_by
        late = sa.select(sa.func.count()).select_from(orders).where(wanted, moment < now)
        due = (
            sa.select(moment, sa.func.count().label("number"))
            .where(wanted, moment >= now)
            .group_by(moment)
            .order_by(moment)
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return ShipByCounts(
                late=connection.execute(late).scalar_one(),
                next=tuple(
                    DueCount(at=row.ship_by, orders=row.number) for row in connection.execute(due)
                ),
            )

    def open_alerts(self, shop: ShopId) -> Mapping[AlertKind, int]:
        """
        Count the open slot by kind.
        """
        query = (
            sa.select(alerts.c.kind, sa.func.count())
            .where(alerts.c.shop == shop, alerts.c.slot == OPEN_SLOT)
            .group_by(alerts.c.kind)
        )
        with reading(self.engine) as connection:
            return {AlertKind(row[0]): row[1] for row in connection.execute(query)}

    def waiting_plans(self, shop: ShopId) -> int:
        """
        Count by state.
        """
        return self._count(plans, plans.c.shop == shop, plans.c.state == PlanState.WAITING.value)

    def unsettled_writes(self, shop: ShopId) -> int:
        """
        Count the intents nobody knows the end of.
        """
        outcome = outside_writes.c.outcome
        unsettled = sa.or_(outcome.is_(None), outcome == Outcome.UNKNOWN.value)
        return self._count(outside_writes, outside_writes.c.shop == shop, unsettled)

    def _count(self, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
        query = sa.select(sa.func.count()).select_from(table).where(*conditions)
        with reading(self.engine) as connection:
            return connection.execute(query).scalar_one()


def _in_states(shop: ShopId, states: Collection[LedgerState]) -> sa.ColumnElement[bool]:
    names = sorted(state.value for state in states)
    return sa.and_(orders.c.shop == shop, orders.c.state.in_(names))
