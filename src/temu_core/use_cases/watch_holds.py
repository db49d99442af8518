"""Warn when so many orders are held that something larger may be wrong."""

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.order import ShopId
from temu_core.ports.alerts import Alerts
from temu_core.ports.order_book import OrderBook
from temu_core.shop import OrderPolicy


@attrs.frozen(kw_only=True)
class WatchHolds:
    """
    Raise one alert while many orders are held; good orders go on all the same.
    """

    order_book: OrderBook
    alerts: Alerts
    policy: OrderPolicy
    clock: Clock

    def __call__(self, run: RunContext) -> None:
        """
        Count once.
        """
        held = self.order_book.held_counts(ShopId(run.fence.shop))
        number, now = sum(held.values()), self.clock.now()
        if number < self.policy.many_holds:
            by = f"run:{run.run_id}"
            self.alerts.close_all_but(run.fence, AlertKind.MANY_HOLDS, (), by=by, at=now)
            return
        most = sorted(held.items(), key=lambda item: (-item[1], item[0].value))
        reasons = ", ".join(f"{times} {reason.value.replace('_', ' ')}" for reason, times in most)
        text = f"{number} orders are held: {reasons}; see: temu-jtl orders list --held"
        self.alerts.raise_all(
            run.fence,
            [Alert(kind=AlertKind.MANY_HOLDS, subject=run.fence.shop, text=text, raised_at=now)],
        )
