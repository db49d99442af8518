"""Take the marketplace's orders into our books: steps 1 and 2 of the order sync."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import Problem
from shared_kernel.run_context import Level, RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.batches import BATCH
from temu_core.ledger import LedgerState
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber, ShopId
from temu_core.ports.alerts import Alerts
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_feed import ListedBy
from temu_core.ports.watermarks import Watermarks
from temu_core.rules.listing_window import creation_windows, may_move, update_window
from temu_core.shop import ListingPolicy
from temu_core.use_cases.fetch_details import FetchDetails
from temu_core.use_cases.import_orders import ImportOrders
from temu_core.use_cases.refresh_orders import RefreshOrders
from temu_core.use_cases.walk_orders import Completeness, WalkOrders
from temu_core.window import Window

#: The watermarks' names in the books.
UPDATES = "orders_updated"
DAILY = "orders_created_check"

#: Why a list was not read completely.
LIST_MOVED = "the marketplace's order list kept changing while it was read"

_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True)
class TakeOrders:
    """
    List what changed, fetch what is missing, store each page, move the watermark last.

    A page is stored before the next is looked at.  After a crash the watermark
    still stands before everything that is not stored, so the next run lists it
    again; orders already complete cost no further calls.
    """

    walk_orders: WalkOrders
    fetch_details: FetchDetails
    import_orders: ImportOrders
    refresh_orders: RefreshOrders
    order_book: OrderBook
    watermarks: Watermarks
    alerts: Alerts
    policy: ListingPolicy
    clock: Clock
    #: False when recorded answers are read instead of the network.
    from_network: bool = True

    def __call__(
        self,
        run: RunContext,
        now: datetime,
        *,
        days_back: int | None = None,
        status: MarketplaceStatus | None = None,
    ) -> str:
        """
        Return why the list could not be read completely; empty when it was.

        Args:
            now: The marketplace's present time; the fixed end of the window.
            days_back: Overrides the policy's first window for this run.
            status: Only orders of this status; the watermark then stays.
        """
        shop = ShopId(run.fence.shop)
        watermark = self.watermarks.read(shop, UPDATES)
        window = self._window(watermark, now, days_back)
        seen: set[OrderNumber] = set()
        completeness = Completeness()
        run.step(1, "API → JSON")
        for page in self.walk_orders(run, window, completeness, status=status):
            seen.update(page)
            self._store(run, page)
        run.count(listed=completeness.listed)
        if self.from_network:
            self._ask_again_about_incomplete(run, shop, seen)
        if not completeness.complete:
            return LIST_MOVED
        if may_move(watermark, window, filtered=status is not None, from_network=self.from_network):
            self.watermarks.advance(run.fence, UPDATES, window.end)
        if self.from_network and status is None:
            self._check_the_last_days(run, shop, now)
        return ""

    def _window(self, watermark: datetime | None, now: datetime, days_back: int | None) -> Window:
        if days_back is None:
            return update_window(watermark, now=now, policy=self.policy)
        wider = Window(start=now - timedelta(days=days_back), end=now)
        if watermark is None:
            return wider
        usual = update_window(watermark, now=now, policy=self.policy)
        return Window(start=min(wider.start, usual.start), end=now)

    def _store(self, run: RunContext, page: Mapping[OrderNumber, ListedOrder | Problem]) -> None:
        run.step(1, "API → JSON")
        details = self.fetch_details(run, page)
        run.count(details=len(details))
        run.step(2, "JSON → DB")
        self.import_orders(run, page, details)
        run.step(1, "API → JSON")

    def _ask_again_about_incomplete(
        self, run: RunContext, shop: ShopId, seen: set[OrderNumber]
    ) -> None:
        """
        Refresh orders that still miss something although nothing changed on them.

        A pending order the marketplace has released is one of them: it went on
        while a person looked at it.
        """
        after: OrderNumber | None = None
        while batch := self.order_book.in_states(
            shop, [LedgerState.INCOMPLETE, LedgerState.PENDING], after=after, limit=BATCH
        ):
            after = batch[-1].number
            waiting = [
                record.number
                for record in batch
                if record.number not in seen
                and not (
                    record.state is LedgerState.PENDING
                    and record.listed.status is MarketplaceStatus.PENDING
                )
            ]
            self.refresh_orders(run, waiting)

    def _check_the_last_days(self, run: RunContext, shop: ShopId, now: datetime) -> None:
        """
        Once a day list by creation time too; store and report what updates had missed.
        """
        last = self.watermarks.read(shop, DAILY)
        if last is None:
            # The first run takes what the merchant chose with days_back, no more.
            self.watermarks.advance(run.fence, DAILY, now)
            return
        if now - last < _DAY:
            return
        window = creation_windows(now, self.policy.daily_check_days)
        completeness = Completeness()
        for page in self.walk_orders(run, window, completeness, by=ListedBy.CREATED):
            known = self.order_book.read(shop, page.keys())
            missed = sorted(page.keys() - known.keys())
            self._store(run, page)
            if missed:
                self._report_missed(run, missed)
        if completeness.complete:
            self.watermarks.advance(run.fence, DAILY, now)

    def _report_missed(self, run: RunContext, missed: list[OrderNumber]) -> None:
        text = "the daily check found orders that no list of changes had shown; they are stored now"
        run.note(Level.WARNING, text, number=len(missed))
        at = self.clock.now()
        self.alerts.raise_all(
            run.fence,
            [
                Alert(kind=AlertKind.MISSED_BY_UPDATES, subject=n, text=text, raised_at=at)
                for n in missed
            ],
        )
