"""Look at the marketplace for parcels whose confirmation has no known outcome."""

from collections.abc import Mapping, Sequence

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import RunContext
from temu_core.batches import BATCH
from temu_core.confirmation import ShipmentConfirmation
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.order_book import OrderBook
from temu_core.ports.shipment_desk import ShipmentDesk
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.shipment_read_back import OPEN_PACKAGES, is_shown, read_back


@attrs.frozen(kw_only=True)
class ReadBackShipments:
    """
    Settle open confirmations by what the marketplace shows.

    Shown there: accepted.  Not shown: surely not done, for the lease outlives
    every call, so it may be sent again.  No answer: it stays open.
    """

    order_book: OrderBook
    desk: ShipmentDesk
    clock: Clock

    def __call__(self, run: RunContext) -> None:
        """
        Read back every open confirmation once.
        """
        after: OrderNumber | None = None
        while batch := self.order_book.with_packages(
            ShopId(run.fence.shop), list(OPEN_PACKAGES), after=after, limit=BATCH
        ):
            after = batch[-1].number
            run.checkpoint()
            self._settle(run, batch)

    def already_known(self, calls: Sequence[ShipmentConfirmation]) -> frozenset[str]:
        """
        Return which refused calls the marketplace nevertheless shows exactly as sent.
        """
        if not calls:
            return frozenset()
        lines = {
            (item.order, item.line)
            for call in calls
            for parcel in call.parcels
            for item in parcel.items
        }
        shown = self.desk.shipments(sorted(lines))
        return frozenset(
            call.id
            for call in calls
            if all(
                is_shown(shown, item.order, item.line, parcel.tracking_number)
                for parcel in call.parcels
                for item in parcel.items
            )
        )

    def _settle(self, run: RunContext, batch: Sequence[OrderRecord]) -> None:
        lines = {
            (record.number, item.line)
            for record in batch
            for package in record.packages
            if package.state in OPEN_PACKAGES
            for item in package.items
        }
        shown = self.desk.shipments(sorted(lines))
        by, now = f"run:{run.run_id}", self.clock.now()

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            return LedgerUpdate.merged(
                read_back(record, shown, by=by, at=now) for record in known.values()
            )

        update = self.order_book.change(run.fence, [r.number for r in batch], decide)
        run.count(read_back=len(update.changes))
