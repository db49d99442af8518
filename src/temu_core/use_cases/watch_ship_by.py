"""Warn of orders whose time to be shipped is nearly over."""

from collections.abc import Iterator

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import Level, RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.alerts import Alerts
from temu_core.ports.order_book import OrderBook
from temu_core.record import OrderRecord
from temu_core.rules.reserved_units import OPEN_STATES
from temu_core.rules.ship_by import ship_by_alerts
from temu_core.shop import ShipmentPolicy

_AT_ONCE = 1_000
#: More than so many are one alert: nobody reads a hundred.
_NAMED = 25


@attrs.frozen(kw_only=True)
class WatchShipBy:
    """
    Raise an alert per urgent order, and put away those of orders no longer urgent.
    """

    order_book: OrderBook
    alerts: Alerts
    policy: ShipmentPolicy
    clock: Clock

    def __call__(self, run: RunContext) -> None:
        """
        Look once at every open order.
        """
        now = self.clock.now()
        urgent: list[Alert] = []
        number = 0
        for batch in self._open_orders(ShopId(run.fence.shop)):
            run.checkpoint()
            found = ship_by_alerts(batch, now=now, policy=self.policy)
            number += len(found)
            urgent = sorted([*urgent, *found], key=lambda alert: alert.text)[: _NAMED + 1]
        raised = urgent if number <= _NAMED else [self._summary(run, number)]
        if number:
            run.note(Level.WARNING, "orders must be shipped soon", number=number)
        self.alerts.raise_all(run.fence, raised)
        self.alerts.close_all_but(
            run.fence,
            AlertKind.SHIP_BY_NEAR,
            [alert.subject for alert in raised],
            by=f"run:{run.run_id}",
            at=now,
        )

    def _open_orders(self, shop: ShopId) -> Iterator[list[OrderRecord]]:
        after: OrderNumber | None = None
        while batch := self.order_book.in_states(shop, OPEN_STATES, after=after, limit=_AT_ONCE):
            after = batch[-1].number
            yield list(batch)

    def _summary(self, run: RunContext, number: int) -> Alert:
        hours = self.policy.ship_by_alert.total_seconds() / 3600
        return Alert(
            kind=AlertKind.SHIP_BY_NEAR,
            subject=run.fence.shop,
            text=f"{number} orders must be confirmed as shipped within {hours:.0f} hours "
            "or are late; see: temu-jtl orders list",
            raised_at=self.clock.now(),
        )
