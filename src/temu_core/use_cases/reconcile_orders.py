"""Hold the marketplace's orders against our books."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

import attrs

from shared_kernel.errors import Problem
from shared_kernel.run_context import Level, RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.batches import in_batches
from temu_core.order import ListedOrder, OrderNumber, ShopId
from temu_core.ports.alerts import Alerts
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_feed import ListedBy
from temu_core.ports.reconciliations import Reconciliations
from temu_core.ports.watermarks import Watermarks
from temu_core.reconciliation import ReconciliationReport
from temu_core.rules.listing_window import creation_windows
from temu_core.rules.reconciliation import Found, report
from temu_core.shop import OrderPolicy
from temu_core.use_cases.check_shop import CheckShop
from temu_core.use_cases.take_orders import UPDATES
from temu_core.use_cases.walk_orders import Completeness, WalkOrders
from temu_core.window import Window

_AT_ONCE = 1_000


@attrs.frozen(kw_only=True)
class ReconcileOrders:
    """
    Ask the marketplace afresh, compare, and keep the report in place of the one before.

    Changes no order and writes nothing outside.  After a crash the report
    before still stands; the next run asks again.
    """

    check_shop: CheckShop
    walk_orders: WalkOrders
    order_book: OrderBook
    watermarks: Watermarks
    reconciliations: Reconciliations
    alerts: Alerts
    policy: OrderPolicy

    def __call__(self, run: RunContext, *, days: int) -> ReconciliationReport:
        """
        Compare the orders placed in the last *days*.
        """
        now = self.check_shop(run)
        run.step(1, "API → report")
        shop = ShopId(run.fence.shop)
        known_until = self.watermarks.read(shop, UPDATES)
        window = creation_windows(now, days)
        # Read before the list: what another run stores meanwhile may not be on it.
        placed = self._placed(run, shop, window)
        completeness = Completeness()
        there: dict[OrderNumber, ListedOrder | Problem] = {}
        for page in self.walk_orders(run, window, completeness, by=ListedBy.CREATED):
            there.update(page)
        # What a broken list does not show says nothing.
        not_shown = placed - there.keys() if completeness.complete else frozenset()
        made = report(
            self._both_sides(run, shop, there, not_shown),
            by_state=self.order_book.counts(shop),
            known_until=known_until,
            complete=completeness.complete,
            zone=self.policy.erp_zone,
            days=days,
            at=now,
        )
        self.reconciliations.remember(run.fence, made)
        run.count(shown=made.shown, stored=made.stored, gaps=made.gap_count)
        self._tell(run, made, now)
        return made

    def _both_sides(
        self,
        run: RunContext,
        shop: ShopId,
        there: Mapping[OrderNumber, ListedOrder | Problem],
        not_shown: Collection[OrderNumber],
    ) -> Iterator[Found]:
        """
        Yield every order of either side once.
        """
        for numbers in in_batches(sorted({*there, *not_shown}), _AT_ONCE):
            run.checkpoint()
            here = self.order_book.read(shop, numbers)
            for number in numbers:
                yield Found(number=number, there=there.get(number), here=here.get(number))

    def _placed(self, run: RunContext, shop: ShopId, window: Window) -> frozenset[OrderNumber]:
        """
        Return which orders of our books were placed in *window*.
        """
        numbers: set[OrderNumber] = set()
        after: OrderNumber | None = None
        while batch := self.order_book.placed_between(
            shop, window.start, window.end, after=after, limit=_AT_ONCE
        ):
            run.checkpoint()
            after = batch[-1].number
            numbers.update(record.number for record in batch)
        return frozenset(numbers)

    def _tell(self, run: RunContext, made: ReconciliationReport, now: datetime) -> None:
        """
        Raise one alert while something differs; it ends by itself.
        """
        if not made.gap_count:
            by = f"run:{run.run_id}"
            if made.complete:
                self.alerts.close_all_but(run.fence, AlertKind.RECONCILIATION, (), by=by, at=now)
            return
        text = (
            f"{made.gap_count} orders of the last {made.days} days are not the same on the "
            "marketplace and in our books; see: temu-jtl reconcile --last"
        )
        run.note(Level.WARNING, text)
        shop = run.fence.shop
        self.alerts.raise_all(
            run.fence,
            [Alert(kind=AlertKind.RECONCILIATION, subject=shop, text=text, raised_at=now)],
        )
