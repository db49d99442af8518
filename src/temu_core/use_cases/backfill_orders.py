"""Take orders that a person names, without moving the watermark."""

import attrs

from shared_kernel.run_context import Level, RunContext
from temu_core.batches import in_batches
from temu_core.order import OrderNumber
from temu_core.ports.order_feed import ListedBy
from temu_core.rules.backfill import Backfill, placed_window
from temu_core.use_cases.fetch_details import FetchDetails
from temu_core.use_cases.import_orders import ImportOrders
from temu_core.use_cases.refresh_orders import RefreshOrders
from temu_core.use_cases.take_orders import LIST_MOVED
from temu_core.use_cases.walk_orders import Completeness, WalkOrders

_NAMED = 10


@attrs.frozen(kw_only=True)
class BackfillOrders:
    """
    Ask for orders by number or by the days they were placed on, and store what comes.

    The same rules decide as for any order, so known ones change only where the
    marketplace says something newer.  What it proves is no more than these
    orders: the watermark stays.  After a crash, ask again.
    """

    refresh_orders: RefreshOrders
    walk_orders: WalkOrders
    fetch_details: FetchDetails
    import_orders: ImportOrders
    #: The ERP's zone, as an IANA name.
    zone: str

    def __call__(self, run: RunContext, wanted: Backfill) -> str:
        """
        Return what could not be taken, in words; empty when everything was.
        """
        run.step(1, "API → JSON")
        if wanted.numbers:
            return self._by_number(run, wanted)
        return self._by_days(run, wanted)

    def _by_number(self, run: RunContext, wanted: Backfill) -> str:
        shown: set[OrderNumber] = set()
        numbers = [OrderNumber(number) for number in wanted.numbers]
        for batch in in_batches(numbers):
            run.checkpoint()
            shown |= self.refresh_orders(run, batch)
            run.progress(len(shown), len(numbers))
        run.count(listed=len(shown))
        missing = [number for number in numbers if number not in shown]
        if not missing:
            return ""
        named = ", ".join(missing[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
        return f"the marketplace does not show {len(missing)} of these orders: {named}"

    def _by_days(self, run: RunContext, wanted: Backfill) -> str:
        if wanted.placed_from is None or wanted.placed_to is None:
            raise ValueError("a backfill by days has a first and a last one")
        window = placed_window(wanted.placed_from, wanted.placed_to, zone=self.zone)
        completeness = Completeness()
        for page in self.walk_orders(run, window, completeness, by=ListedBy.CREATED):
            details = self.fetch_details(run, page)
            run.step(2, "JSON → DB")
            self.import_orders(run, page, details)
            run.step(1, "API → JSON")
        run.count(listed=completeness.listed)
        if completeness.complete:
            run.note(Level.INFO, "all orders of these days are stored", orders=completeness.listed)
            return ""
        return LIST_MOVED
