"""Hand ready orders to the ERP: step 3 of the order sync."""

import hashlib
from collections.abc import Mapping

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import RunContext
from temu_core.batches import BATCH
from temu_core.document import ExportBatch
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.order_book import OrderBook
from temu_core.record import Delivery, DeliveryState, LedgerUpdate, OrderRecord
from temu_core.rules.ledger import move
from temu_core.shop import OrderPolicy
from temu_core.use_cases.deliver_orders import DeliverOrders
from temu_core.use_cases.plan_export import ExportPlan, PlanExport
from temu_core.use_cases.write_gate import Permission, WriteGate


@attrs.frozen(kw_only=True)
class ExportOrders:
    """
    Finish what an earlier run left open, then plan, record and deliver batch by batch.

    Recording a batch is the export decision: from then on its stored bytes are
    delivered and nothing is rendered anew.  A crash before it leaves the orders
    ready; a crash after it leaves them exporting, and the next run goes on.
    """

    order_book: OrderBook
    plan_export: PlanExport
    deliver_orders: DeliverOrders
    gate: WriteGate
    policy: OrderPolicy
    clock: Clock

    def __call__(self, run: RunContext, *, dry_run: bool) -> tuple[ExportPlan, ...]:
        """
        Return the plans that were made, applied or not.
        """
        run.step(3, "DB → XML")
        if self.gate.may_deliver(run, dry_run=dry_run) and not self.deliver_orders(run):
            return ()
        plans: list[ExportPlan] = []
        shop = ShopId(run.fence.shop)
        after: OrderNumber | None = None
        while batch := self.order_book.in_states(
            shop, [LedgerState.READY], after=after, limit=BATCH
        ):
            after = batch[-1].number
            run.checkpoint()
            planned = self.plan_export(run, [record.number for record in batch])
            if not planned.orders:
                continue
            plans.append(attrs.evolve(planned, orders=()))
            permission = self.gate(run, planned.plan, dry_run=dry_run)
            if not permission.granted:
                if dry_run:
                    continue
                # What stops this batch stops the others; the next run plans them anew.
                break
            self._record(run, planned, permission)
            if not self.deliver_orders(run):
                break
        return tuple(plans)

    def _record(self, run: RunContext, planned: ExportPlan, permission: Permission) -> None:
        """
        Store the decision: orders still as planned become exporting, with their bytes.
        """
        batch_id = _batch_id(run, planned)
        by, now = f"run:{run.run_id}", self.clock.now()
        approval = permission.use(planned.plan, now, last=True)

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            taken = {
                number: record
                for number, record in known.items()
                if record.state is LedgerState.READY and record.version == planned.versions[number]
            }
            if not taken:
                return LedgerUpdate()
            return LedgerUpdate(
                changes=tuple(
                    move(
                        record,
                        LedgerState.EXPORTING,
                        text=f"export decided in batch {batch_id}",
                        by=by,
                        at=now,
                        delivery=Delivery(batch_id=batch_id, state=DeliveryState.RECORDED),
                    )
                    for record in taken.values()
                ),
                batch=ExportBatch(
                    id=batch_id,
                    way=self.policy.delivery,
                    orders=tuple(order for order in planned.orders if order.number in taken),
                ),
                approval=approval and approval.about(taken),
            )

        update = self.order_book.change(run.fence, planned.versions.keys(), decide)
        run.count(exported=len(update.changes))


def _batch_id(run: RunContext, planned: ExportPlan) -> str:
    """
    Return a name for the batch that no other batch has: its content and its run.
    """
    content = hashlib.sha256(f"{run.run_id}|{planned.plan.hash}".encode())
    return f"{run.run_id[:15]}-{content.hexdigest()[:12]}"
