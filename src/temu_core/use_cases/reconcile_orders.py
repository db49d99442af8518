"""Hold the marketplace's orders against our books."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from shared_kernel.run_context import RunContext
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_feed import ListedBy, OrderFeed
from temu_core.ports.reconciliations import Reconciliation, Reconciliations
from temu_core.rules.listing_window import creation_windows

_MOST_PAGES = 10_000
_NAMED = 1000


@attrs.frozen(kw_only=True)
class ReconciliationReport:
    """
    What the marketplace shows now against our ledger.
    """

    #: Orders the marketplace shows in the span asked about.
    shown: int
    #: Of those, how many are in our books.
    stored: int
    #: All orders in our books by state.
    by_state: Mapping[LedgerState, int]
    #: Shown but not stored; at most 1,000 are named.
    missing: tuple[OrderNumber, ...]

    @property
    def agrees(self) -> bool:
        """
        True when every order shown is in our books.
        """
        return self.shown == self.stored


@attrs.frozen(kw_only=True)
class ReconcileOrders:
    """
    Ask the marketplace afresh and count; remembers the two numbers and changes nothing else.
    """

    feed: OrderFeed
    order_book: OrderBook
    reconciliations: Reconciliations

    def __call__(self, run: RunContext, now: datetime, *, days: int) -> ReconciliationReport:
        """
        Compare the orders created in the last *days* with our books.
        """
        shop = ShopId(run.fence.shop)
        window = creation_windows(now, days)
        shown: set[OrderNumber] = set()
        missing: set[OrderNumber] = set()
        for number in range(1, _MOST_PAGES + 1):
            run.checkpoint()
            page = self.feed.page(window, number, by=ListedBy.CREATED)
            new = page.orders.keys() - shown
            if not new:
                break
            shown.update(new)
            missing.update(new - self.order_book.read(shop, new).keys())
            if len(shown) >= page.total:
                break
        found = Reconciliation(
            at=now, days=days, shown=len(shown), stored=len(shown) - len(missing)
        )
        self.reconciliations.remember(run.fence, found)
        return ReconciliationReport(
            shown=found.shown,
            stored=found.stored,
            by_state=self.order_book.counts(shop),
            missing=tuple(sorted(missing)[:_NAMED]),
        )
