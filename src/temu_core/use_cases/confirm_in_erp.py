"""See which handed-over orders the ERP really took."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import Level, RunContext
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.erp_orders import ErpOrders
from temu_core.ports.export_book import ExportBook
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_handover import OrderHandover
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.cancelled_delivery import is_unsettled, settle_cancelled
from temu_core.rules.erp_sightings import not_seen_in_erp, seen_in_erp
from temu_core.shop import OrderPolicy

_LOOK_AT_ONCE = 1000


@attrs.frozen(kw_only=True)
class ConfirmInErp:
    """
    Look for exported orders in the ERP: there they are booked, missing too long they are held.

    A held order that turns up after all goes on; one that was cancelled while
    its answer was lost is looked for as well.  Reads outside, writes only our
    books; safe to repeat.
    """

    order_book: OrderBook
    export_book: ExportBook
    erp_orders: ErpOrders
    handover: OrderHandover
    policy: OrderPolicy
    clock: Clock

    def __call__(self, run: RunContext) -> None:
        """
        Look for every exported order once.
        """
        for batch in filter(None, self._awaited(ShopId(run.fence.shop))):
            run.checkpoint()
            self._look(run, [record.number for record in batch])
        self._archive(run)

    def _awaited(self, shop: ShopId) -> Iterator[Sequence[OrderRecord]]:
        after: OrderNumber | None = None
        while batch := self.order_book.in_states(
            shop, [LedgerState.EXPORTED], after=after, limit=_LOOK_AT_ONCE
        ):
            after = batch[-1].number
            yield batch
        after = None
        while batch := self.order_book.search(
            shop,
            states=[LedgerState.HELD],
            reasons=[HoldReason.NOT_TAKEN_BY_ERP],
            after=after,
            limit=_LOOK_AT_ONCE,
        ):
            after = batch[-1].number
            yield batch
        after = None
        while batch := self.order_book.in_states(
            shop, [LedgerState.CANCELLED_AFTER_EXPORT], after=after, limit=_LOOK_AT_ONCE
        ):
            after = batch[-1].number
            yield [record for record in batch if is_unsettled(record)]

    def _look(self, run: RunContext, numbers: Sequence[OrderNumber]) -> None:
        found = self.erp_orders.presence(numbers)
        missing = [number for number in numbers if number not in found]
        waiting = self.handover.waiting(missing) if missing else frozenset()
        by, now = f"run:{run.run_id}", self.clock.now()

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            parts: list[LedgerUpdate] = []
            for number, record in known.items():
                seen, waits = found.get(number), number in waiting
                if record.state is LedgerState.CANCELLED_AFTER_EXPORT:
                    parts.append(
                        settle_cancelled(record, seen, waiting=waits, policy=self.policy, at=now)
                    )
                elif record.state not in (LedgerState.EXPORTED, LedgerState.HELD):
                    continue
                elif seen is not None:
                    parts.append(seen_in_erp(record, seen, by=by, at=now))
                else:
                    parts.append(
                        not_seen_in_erp(
                            record, still_waiting=waits, policy=self.policy, by=by, at=now
                        )
                    )
            return LedgerUpdate.merged(parts)

        update = self.order_book.change(run.fence, numbers, decide)
        states = [change.record.state for change in update.changes]
        run.count(in_erp=states.count(LedgerState.IN_ERP), not_taken=states.count(LedgerState.HELD))

    def _archive(self, run: RunContext) -> None:
        """
        Put away the documents of batches whose orders are all in the ERP.
        """
        shop = ShopId(run.fence.shop)
        while finished := self.export_book.finished(shop):
            run.checkpoint()
            for batch_id in finished:
                batch = self.export_book.batch(shop, batch_id)
                if batch is None:
                    continue
                try:
                    self.handover.archive(batch)
                except UnavailableError as error:
                    # A locked file stops nobody's parcels; the next run puts it away.
                    run.note(Level.WARNING, error.text, batch=batch_id)
                    return
            self.export_book.archived(run.fence, finished)
