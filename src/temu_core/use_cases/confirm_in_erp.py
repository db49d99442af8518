"""See which handed-over orders the ERP really took."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

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
from temu_core.rules.erp_sightings import not_seen_in_erp, open_in_erp_again, seen_in_erp
from temu_core.rules.unforeseen import or_held
from temu_core.shop import OrderPolicy
from temu_core.use_cases.look_for_orders import LookForOrders, Sightings

_LOOK_AT_ONCE = 1000
_LOOKED_FOR = (LedgerState.EXPORTED, LedgerState.CANCELLED_IN_ERP)


@attrs.frozen(kw_only=True)
class ConfirmInErp:
    """
    Look for exported orders in the ERP: there they are booked, missing too long they are held.

    A held order that turns up after all goes on, and so does one cancelled
    there that is open again; one that was cancelled on the marketplace while
    its answer was lost is looked for as well.  Reads outside, writes only our
    books; safe to repeat.
    """

    order_book: OrderBook
    export_book: ExportBook
    erp_orders: ErpOrders
    handover: OrderHandover
    look_for_orders: LookForOrders
    policy: OrderPolicy
    clock: Clock

    def __call__(self, run: RunContext) -> None:
        """
        Look for every exported order once.
        """
        for batch in filter(None, self._awaited(ShopId(run.fence.shop))):
            run.checkpoint()
            self._look(run, batch)
        self._archive(run)

    def _awaited(self, shop: ShopId) -> Iterator[Sequence[OrderRecord]]:
        after: OrderNumber | None = None
        while batch := self.order_book.in_states(
            shop, _LOOKED_FOR, after=after, limit=_LOOK_AT_ONCE
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

    def _look(self, run: RunContext, batch: Sequence[OrderRecord]) -> None:
        numbers = [record.number for record in batch]
        found = self.erp_orders.presence(numbers)
        missing = [number for number in numbers if number not in found]
        seen = Sightings(
            waiting=self.handover.waiting(missing) if missing else frozenset(), in_erp=found
        )
        nowhere = [r.number for r in batch if is_unsettled(r) and r.number not in seen]
        if nowhere:
            # To be sent again, should the marketplace open it again: not on one empty look.
            seen = seen.and_(self.look_for_orders(nowhere))
        found, waiting = seen.in_erp, seen.waiting
        by, now = f"run:{run.run_id}", self.clock.now()

        def sighted(record: OrderRecord) -> LedgerUpdate:
            seen, waits = found.get(record.number), record.number in waiting
            if record.state is LedgerState.CANCELLED_AFTER_EXPORT:
                return settle_cancelled(record, seen, waiting=waits, policy=self.policy, at=now)
            if record.state is LedgerState.CANCELLED_IN_ERP:
                return open_in_erp_again(record, seen, by=by, at=now)
            if record.state not in (LedgerState.EXPORTED, LedgerState.HELD):
                return LedgerUpdate()
            if seen is not None:
                return seen_in_erp(record, seen, by=by, at=now)
            return not_seen_in_erp(record, still_waiting=waits, policy=self.policy, by=by, at=now)

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            return LedgerUpdate.merged(
                or_held(record, partial(sighted, record), by=by, at=now)
                for record in known.values()
            )

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
