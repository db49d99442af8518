"""Ten and more ways to build the connector wrong, each as small as the mistake would be."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
from dependency_injector import providers

from entrypoints.container.simulated_connector import connector_of, simulated_use_cases
from entrypoints.container.use_cases import UseCases
from job_core.ports.leases import Leases
from shared_kernel.clock import Clock
from shared_kernel.errors import Problem, UnavailableError
from shared_kernel.run_context import Fence, RunContext
from shared_kernel.sku import Sku
from simulation.ports import Connector, OpenConnector, Policies, Ports
from temu_core.confirmation import ShipmentConfirmation
from temu_core.details import Details
from temu_core.document import ExportBatch
from temu_core.erp_shape import ErpColumn
from temu_core.intent import Intent, IntentOutcome, Outcome
from temu_core.ledger import HoldReason, LedgerState
from temu_core.offer import SkuId
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber, ShopId
from temu_core.package import PackageState
from temu_core.ports.erp_stock import ErpStock
from temu_core.ports.marketplace_stock import StockCall
from temu_core.ports.order_feed import ListedBy
from temu_core.ports.order_handover import Handover
from temu_core.ports.shipment_desk import ConfirmationAccepted
from temu_core.ports.watermarks import Watermarks
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.backfill import Backfill
from temu_core.rules.ledger import keep, move
from temu_core.rules.reconciliation import Found
from temu_core.stock import StockLevel
from temu_core.stock_mark import StockMark
from temu_core.use_cases.backfill_orders import BackfillOrders
from temu_core.use_cases.check_erp import CheckErp
from temu_core.use_cases.confirm_shipments import ConfirmShipments
from temu_core.use_cases.deliver_orders import DeliverOrders
from temu_core.use_cases.import_orders import ImportOrders
from temu_core.use_cases.push_stock import PushStock
from temu_core.use_cases.read_back_shipments import ReadBackShipments
from temu_core.use_cases.reconcile_orders import ReconcileOrders
from temu_core.use_cases.take_orders import UPDATES, TakeOrders
from temu_core.use_cases.walk_orders import Completeness, WalkOrders
from temu_core.window import Window

_LATER = timedelta(microseconds=1)


@attrs.frozen(kw_only=True)
class WatermarkFirst(TakeOrders):
    """
    Moves the watermark before anything is stored.
    """

    def __call__(
        self,
        run: RunContext,
        now: datetime,
        *,
        days_back: int | None = None,
        status: MarketplaceStatus | None = None,
    ) -> str:
        self.watermarks.advance(run.fence, UPDATES, now)
        return super().__call__(run, now, days_back=days_back, status=status)


@attrs.frozen(kw_only=True)
class NoOverlap(WalkOrders):
    """
    Lists from the watermark on, not from a little before it.
    """

    later: timedelta = timedelta(0)

    def __call__(
        self,
        run: RunContext,
        window: Window,
        completeness: Completeness,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> Iterator[Mapping[OrderNumber, ListedOrder | Problem]]:
        start = min(window.start + self.policy.overlap + self.later, window.end)
        first_look = window.end - window.start > timedelta(days=self.policy.days_back) - _LATER
        if by is ListedBy.UPDATED and not first_look:
            window = attrs.evolve(window, start=start)
        return super().__call__(run, window, completeness, by=by, status=status)


@attrs.frozen(kw_only=True)
class StrictWindow(NoOverlap):
    """
    Lists what is younger than the watermark, not what is as old.

    The overlap alone hides this mistake, so it is gone as well.
    """

    later: timedelta = _LATER


@attrs.frozen(kw_only=True)
class TrackingDropped(ConfirmShipments):
    """
    Ticks a parcel off after one refusal.
    """

    def _settle(
        self,
        run: RunContext,
        calls: Sequence[ShipmentConfirmation],
        answers: Mapping[str, ConfirmationAccepted | Problem],
    ) -> None:
        super()._settle(run, calls, answers)

        def ticked_off(record: OrderRecord) -> LedgerUpdate:
            packages = tuple(
                attrs.evolve(package, state=PackageState.ACCEPTED)
                if package.state is PackageState.REFUSED
                else package
                for package in record.packages
            )
            if record.hold is None or record.hold.reason is not HoldReason.SHIPMENT_REFUSED:
                return LedgerUpdate()
            back = record.held_from or LedgerState.SHIPPED
            change = move(
                record, back, text="done", by="run", at=self.clock.now(), packages=packages
            )
            return LedgerUpdate(changes=(change,))

        numbers = [number for call in calls for number in call.packages]
        self.order_book.change(
            run.fence,
            numbers,
            lambda known: LedgerUpdate.merged(ticked_off(record) for record in known.values()),
        )


@attrs.frozen(kw_only=True)
class ExportedAnyway(DeliverOrders):
    """
    Calls an order exported although the inbox did not take it.
    """

    def _settle(
        self,
        run: RunContext,
        intents: Mapping[OrderNumber, Intent],
        answers: Mapping[OrderNumber, Handover | Problem],
    ) -> None:
        super()._settle(run, intents, dict.fromkeys(intents, Handover.DELIVERED))


@attrs.frozen(kw_only=True)
class PutAwayAtOnce(DeliverOrders):
    """
    Puts a document away as soon as it is handed over.
    """

    def _send(self, run: RunContext, batch_id: str, records: Sequence[OrderRecord]) -> bool:
        sent = super()._send(run, batch_id, records)
        self.export_book.archived(run.fence, [batch_id])
        return sent


@attrs.frozen(kw_only=True)
class SentAfterSleep(DeliverOrders):
    """
    Sends whatever it recorded, however long ago that was.
    """

    def _hand_over(
        self, batch: ExportBatch, began: datetime
    ) -> Mapping[OrderNumber, Handover | Problem]:
        return super()._hand_over(batch, self.clock.now())


@attrs.frozen
class NoLease(Leases):
    """
    Gives the lease to whoever asks.
    """

    real: Leases

    def acquire(
        self, shop: str, job: str, *, holder: str, now: datetime, span: timedelta
    ) -> Fence | None:
        return self.real.acquire(shop, job, holder=holder, now=now + timedelta(days=1), span=span)

    def renew(self, fence: Fence, *, until: datetime) -> bool:
        return self.real.renew(fence, until=until)

    def release(self, fence: Fence) -> None:
        self.real.release(fence)

    def holder(self, shop: str, job: str, *, now: datetime) -> str | None:
        return self.real.holder(shop, job, now=now)


@attrs.frozen(kw_only=True)
class BlindResend(ReadBackShipments):
    """
    Takes a lost answer for a refusal and sends again.
    """

    def _settle(self, run: RunContext, batch: Sequence[OrderRecord]) -> None:
        def found(record: OrderRecord) -> LedgerUpdate:
            packages = tuple(
                attrs.evolve(package, state=PackageState.FOUND)
                if package.state in (PackageState.SENDING, PackageState.UNKNOWN)
                else package
                for package in record.packages
            )
            unsent = tuple(
                IntentOutcome(
                    intent_id=intent_id,
                    outcome=Outcome.NOT_SENT,
                    evidence="no answer came",
                    at=self.clock.now(),
                )
                for intent_id in dict.fromkeys(
                    package.intent_id
                    for package in record.packages
                    if package.state in (PackageState.SENDING, PackageState.UNKNOWN)
                )
            )
            return LedgerUpdate(changes=(keep(record, packages=packages),), outcomes=unsent)

        self.order_book.change(
            run.fence,
            [record.number for record in batch],
            lambda known: LedgerUpdate.merged(found(record) for record in known.values()),
        )


@attrs.frozen(kw_only=True)
class MarkedInStep(PushStock):
    """
    Marks a whole call in step though the marketplace refused one of its offers.
    """

    def _settle(
        self,
        run: RunContext,
        calls: Sequence[StockCall],
        answers: Mapping[SkuId, Problem | None],
    ) -> None:
        taken: dict[SkuId, Problem | None] = dict.fromkeys(answers)
        super()._settle(run, calls, taken)


@attrs.frozen
class ZeroOnError(ErpStock):
    """
    Takes an ERP that does not answer for an empty one.
    """

    real: ErpStock

    def known(self, skus: Collection[Sku]) -> Mapping[Sku, Sku]:
        return self.real.known(skus)

    def mark(self) -> StockMark | None:
        return self.real.mark()

    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        try:
            return self.real.levels(skus, versions=versions)
        except UnavailableError:
            nothing = Decimal(0)
            return {
                sku: StockLevel(
                    sku=sku, sellable=nothing, physical=None, erp_buffer=0, managed=True
                )
                for sku in skus
            }


@attrs.frozen
class MarkAlwaysSame(ErpStock):
    """
    Says of each look at the ERP that nothing changed.
    """

    real: ErpStock

    def known(self, skus: Collection[Sku]) -> Mapping[Sku, Sku]:
        return self.real.known(skus)

    def mark(self) -> StockMark | None:
        mark = self.real.mark()
        return mark and StockMark(lowest_active=10**9, tables=frozenset())

    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        return self.real.levels(skus, versions=versions)


@attrs.frozen(kw_only=True)
class CancellationOverlooked(ImportOrders):
    """
    Does not import what is cancelled: there is nothing to sell any more.
    """

    def __call__(
        self,
        run: RunContext,
        listed: Mapping[OrderNumber, ListedOrder | Problem],
        details: Mapping[OrderNumber, Details],
    ) -> LedgerUpdate:
        known = self.order_book.read(ShopId(run.fence.shop), listed.keys())
        rest = {
            number: order
            for number, order in listed.items()
            if number not in known
            or known[number].state is not LedgerState.READY
            or not isinstance(order, ListedOrder)
            or order.status is not MarketplaceStatus.CANCELLED
        }
        return super().__call__(run, rest, details)


@attrs.frozen(kw_only=True)
class NothingNew(ImportOrders):
    """
    Imports what is known already, and nothing new.
    """

    def __call__(
        self,
        run: RunContext,
        listed: Mapping[OrderNumber, ListedOrder | Problem],
        details: Mapping[OrderNumber, Details],
    ) -> LedgerUpdate:
        known = self.order_book.read(ShopId(run.fence.shop), listed.keys())
        return super().__call__(run, {n: listed[n] for n in listed if n in known}, details)


@attrs.frozen(kw_only=True)
class BackfillTicksOff(BackfillOrders):
    """
    Moves the watermark after a backfill.
    """

    watermarks: Watermarks
    clock: Clock

    def __call__(self, run: RunContext, wanted: Backfill) -> str:
        missing = super().__call__(run, wanted)
        self.watermarks.advance(run.fence, UPDATES, self.clock.now())
        return missing


@attrs.frozen(kw_only=True)
class IncompleteForgotten(TakeOrders):
    """
    Waits for a change of an order whose amounts were not ready, which never comes.
    """

    def _ask_again_about_incomplete(
        self, run: RunContext, shop: ShopId, seen: set[OrderNumber]
    ) -> None:
        pass


@attrs.frozen(kw_only=True)
class OnlyWhatItHas(ReconcileOrders):
    """
    Looks each of its own orders up, and never what else there is.
    """

    def _both_sides(
        self,
        run: RunContext,
        shop: ShopId,
        there: Mapping[OrderNumber, ListedOrder | Problem],
        not_shown: Collection[OrderNumber],
    ) -> Iterator[Found]:
        found = super()._both_sides(run, shop, there, not_shown)
        return (one for one in found if one.here is not None)


@attrs.frozen(kw_only=True)
class ChangedErpTaken(CheckErp):
    """
    Takes the ERP as it finds it.
    """

    def _hold(self, run: RunContext, columns: frozenset[ErpColumn], change: str) -> None:
        self.register.know_erp(run.fence, columns)


def _backfill_of_nothing_new(use_cases: UseCases) -> None:
    refresh = use_cases.refresh_orders
    takes = providers.Factory(NothingNew, **use_cases.import_orders.kwargs)
    again = providers.Factory(refresh.cls, **(refresh.kwargs | {"import_orders": takes}))
    use_cases.backfill_orders.add_kwargs(refresh_orders=again)


def _backfill_that_ticks_off(use_cases: UseCases) -> None:
    adapters = use_cases.adapters
    use_cases.backfill_orders.set_provides(BackfillTicksOff)
    use_cases.backfill_orders.add_kwargs(watermarks=adapters.watermarks, clock=adapters.clock)


def _gate_that_never_asks(use_cases: UseCases) -> None:
    use_cases.gate.add_kwargs(first_plan_needs_approval=False)


def _with(change: Callable[[UseCases], object]) -> OpenConnector:
    def opened(ports: Ports, policies: Policies) -> Connector:
        use_cases = simulated_use_cases(ports, policies)
        change(use_cases)
        return connector_of(use_cases)

    return opened


def _over(change: Callable[[Ports], Ports]) -> OpenConnector:
    def opened(ports: Ports, policies: Policies) -> Connector:
        return connector_of(simulated_use_cases(change(ports), policies))

    return opened


def replacing(provider: str, mutant: type[Any]) -> OpenConnector:
    """
    Return the product with one use case replaced by a mutant of it.
    """
    return _with(lambda use_cases: getattr(use_cases, provider).set_provides(mutant))


@attrs.frozen
class Mutation:
    """
    A deliberate defect, and the promise it breaks.
    """

    name: str
    promise: str
    open: OpenConnector


MUTATIONS = (
    Mutation("watermark before storing", "I7", replacing("take_orders", WatermarkFirst)),
    Mutation("strict instead of inclusive window", "I7", replacing("walk_orders", StrictWindow)),
    Mutation("no overlap", "I7", replacing("walk_orders", NoOverlap)),
    Mutation(
        "tracking dropped after a refusal", "I5", replacing("confirm_shipments", TrackingDropped)
    ),
    Mutation(
        "exported though the inbox insert failed",
        "I3",
        replacing("deliver_orders", ExportedAnyway),
    ),
    Mutation(
        "no lease",
        "I8",
        _over(lambda ports: attrs.evolve(ports, leases=NoLease(ports.leases))),
    ),
    Mutation(
        "blind re-send after a lost answer", "I5", replacing("read_back_shipments", BlindResend)
    ),
    Mutation(
        "stock marked in step though one SKU failed", "I6", replacing("push_stock", MarkedInStep)
    ),
    Mutation(
        "ERP read error taken as zero",
        "I9",
        _over(lambda ports: attrs.evolve(ports, erp_stock=ZeroOnError(ports.erp_stock))),
    ),
    Mutation(
        "changed stock taken for the same",
        "I9",
        _over(lambda ports: attrs.evolve(ports, erp_stock=MarkAlwaysSame(ports.erp_stock))),
    ),
    Mutation("cancelled order exported", "I4", replacing("import_orders", CancellationOverlooked)),
    Mutation(
        "document put away before it was booked", "I3", replacing("deliver_orders", PutAwayAtOnce)
    ),
    Mutation("backfill that takes nothing new", "I1", _with(_backfill_of_nothing_new)),
    Mutation("backfill moving the watermark", "I7", _with(_backfill_that_ticks_off)),
    Mutation(
        "incomplete orders not asked about again",
        "I2",
        replacing("take_orders", IncompleteForgotten),
    ),
    Mutation(
        "reconciliation comparing only what it has",
        "I2",
        replacing("reconcile_orders", OnlyWhatItHas),
    ),
    Mutation("changed ERP taken as it is", "I8", replacing("check_erp", ChangedErpTaken)),
    Mutation("written before the first approval", "I8", _with(_gate_that_never_asks)),
    Mutation("sent after a sleep", "I8", replacing("deliver_orders", SentAfterSleep)),
)
