"""Ask the marketplace again about orders we know."""

from collections.abc import Collection

import attrs

from shared_kernel.run_context import Level, RunContext
from temu_core.order import OrderNumber
from temu_core.ports.order_feed import OrderFeed
from temu_core.ports.raw_answers import RawAnswers
from temu_core.record import LedgerUpdate
from temu_core.use_cases.fetch_details import FetchDetails
from temu_core.use_cases.import_orders import ImportOrders


@attrs.frozen(kw_only=True)
class RefreshOrders:
    """
    Read orders by number, with what they still need, and import the answers.

    Used just before something is decided about them: a cancellation or a
    pending request that came meanwhile is in our books afterwards.
    """

    feed: OrderFeed
    raw_answers: RawAnswers
    fetch_details: FetchDetails
    import_orders: ImportOrders

    def __call__(self, run: RunContext, numbers: Collection[OrderNumber]) -> frozenset[OrderNumber]:
        """
        Return the numbers that the marketplace answered; only those are fresh.
        """
        if not numbers:
            return frozenset()
        run.checkpoint()
        page = self.feed.by_number(sorted(numbers))
        if page.raw:
            self.raw_answers.append(run.fence, run.run_id, page.raw)
        missing = frozenset(numbers) - page.orders.keys()
        if missing:
            run.note(
                Level.WARNING,
                "the marketplace did not show orders it showed before",
                orders=", ".join(sorted(missing)[:10]),
                number=len(missing),
            )
        details = self.fetch_details(run, page.orders)
        update: LedgerUpdate = self.import_orders(run, page.orders, details)
        run.note(Level.DEBUG, "orders read again", asked=len(numbers), changed=len(update.changes))
        return frozenset(page.orders.keys())
