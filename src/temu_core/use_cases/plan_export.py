"""Decide which orders go to the ERP and with which bytes: the plan of step 3."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from shared_kernel.clock import Clock
from shared_kernel.money import Money
from shared_kernel.run_context import Level, RunContext
from shared_kernel.sku import Sku
from temu_core.document import OrderDocument, RenderedOrder
from temu_core.erp import ErpOrder
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.order import LineNumber, OrderNumber, ShopId
from temu_core.plan import Plan, PlanKind, PlannedWrite
from temu_core.ports.erp_customers import ErpCustomers
from temu_core.ports.erp_orders import ErpOrders
from temu_core.ports.erp_stock import ErpStock
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_handover import OrderHandover
from temu_core.ports.order_renderer import OrderRenderer
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.due_lines import due_lines
from temu_core.rules.erp_sightings import seen_in_erp, waiting_already
from temu_core.rules.ledger import move
from temu_core.rules.order_document import order_document
from temu_core.rules.plan_basis import export_basis
from temu_core.rules.plan_hash import plan
from temu_core.rules.plan_lines import document_lines
from temu_core.shop import CustomerNumbers, OrderPolicy
from temu_core.use_cases.line_articles import LineArticles
from temu_core.use_cases.refresh_orders import RefreshOrders


@attrs.frozen(kw_only=True)
class ExportPlan:
    """
    Orders ready to be recorded for export, each with the version it was read at.
    """

    plan: Plan
    orders: tuple[RenderedOrder, ...]
    versions: Mapping[OrderNumber, int]


@attrs.frozen(kw_only=True)
class PlanExport:
    """
    Look once more at everything that could keep an order back, then render it.

    Writes nothing outside.  Orders found in the ERP already, cancelled
    meanwhile or impossible to export change their ledger state on the way.
    """

    refresh_orders: RefreshOrders
    order_book: OrderBook
    line_articles: LineArticles
    erp_orders: ErpOrders
    erp_stock: ErpStock
    erp_customers: ErpCustomers
    handover: OrderHandover
    renderer: OrderRenderer
    policy: OrderPolicy
    clock: Clock

    def __call__(self, run: RunContext, numbers: Sequence[OrderNumber]) -> ExportPlan:
        """
        Return the plan for those of *numbers* that are (still) ready.
        """
        fresh = self.refresh_orders(run, numbers)
        shop = ShopId(run.fence.shop)
        ready = [
            record
            for record in self.order_book.read(shop, fresh).values()
            if record.state is LedgerState.READY
        ]
        ready = self._without_those_already_there(run, ready)
        articles, holds = self._match_articles(shop, ready)
        customers = self._customer_numbers(ready)
        documents: list[OrderDocument] = []
        for record in ready:
            if record.number in holds:
                continue
            document = order_document(
                record,
                articles[record.number],
                self.policy,
                customers.get(record.number, ""),
            )
            if isinstance(document, Hold):
                holds[record.number] = document
            else:
                documents.append(document)
        self._hold(run, holds)
        return self._plan(documents, {r.number: r for r in ready})

    def _without_those_already_there(
        self, run: RunContext, ready: Sequence[OrderRecord]
    ) -> list[OrderRecord]:
        """
        Take out orders that the ERP or its inbox has although we did not hand them over.
        """
        numbers = [record.number for record in ready]
        if not numbers:
            return []
        # First where an order waits, then the ERP: one that is booked in between is seen.
        waiting = self.handover.waiting(numbers)
        in_erp = self.erp_orders.presence(numbers)
        there = in_erp.keys() | waiting
        if there:
            now, by = self.clock.now(), f"run:{run.run_id}"
            self.order_book.change(
                run.fence, there, lambda known: _already_there(known, in_erp, by, now)
            )
            run.count(already_there=len(there))
            run.note(
                Level.WARNING,
                "orders are in the ERP already although they were not handed over by us",
                number=len(there),
                orders=", ".join(sorted(there)[:10]),
            )
        return [record for record in ready if record.number not in there]

    def _match_articles(
        self, shop: ShopId, ready: Sequence[OrderRecord]
    ) -> tuple[dict[OrderNumber, dict[LineNumber, Sku]], dict[OrderNumber, Hold]]:
        article_of = self.line_articles(shop, [record.listed for record in ready])
        wanted = {
            (record.number, line.number): sku
            for record in ready
            for line in due_lines(record.listed)
            if (sku := article_of(line)) is not None
        }
        known = self.erp_stock.known(set(wanted.values())) if wanted else {}
        articles: dict[OrderNumber, dict[LineNumber, Sku]] = {r.number: {} for r in ready}
        holds: dict[OrderNumber, Hold] = {}
        for (number, line), sku in wanted.items():
            if sku in known:
                articles[number][line] = known[sku]
            else:
                holds[number] = Hold(
                    reason=HoldReason.SKU_UNKNOWN,
                    text=f"the ERP has no article {sku}",
                    subject=str(sku),
                )
        return articles, holds

    def _customer_numbers(self, ready: Sequence[OrderRecord]) -> Mapping[OrderNumber, str]:
        if self.policy.customer_numbers is CustomerNumbers.COLLECTIVE:
            return {record.number: self.policy.collective_customer for record in ready}
        if self.policy.customer_numbers is CustomerNumbers.NEW:
            return {}
        mails = {r.number: r.address.mail for r in ready if r.address and r.address.mail}
        numbers = self.erp_customers.numbers_by_mail(set(mails.values())) if mails else {}
        return {order: numbers[mail] for order, mail in mails.items() if mail in numbers}

    def _hold(self, run: RunContext, holds: Mapping[OrderNumber, Hold]) -> None:
        if not holds:
            return
        now, by = self.clock.now(), f"run:{run.run_id}"

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            return LedgerUpdate(
                changes=tuple(
                    move(
                        record,
                        LedgerState.HELD,
                        text=holds[number].text,
                        by=by,
                        at=now,
                        hold=holds[number],
                    )
                    for number, record in known.items()
                    if record.state is LedgerState.READY
                )
            )

        self.order_book.change(run.fence, holds.keys(), decide)
        run.count(held=len(holds))
        for number, hold in holds.items():
            run.note(Level.WARNING, hold.text, order=number, reason=hold.reason.value)

    def _plan(
        self, documents: Sequence[OrderDocument], records: Mapping[OrderNumber, OrderRecord]
    ) -> ExportPlan:
        ordered = sorted(documents, key=lambda document: document.number)
        return ExportPlan(
            plan=plan(
                PlanKind.EXPORT,
                [
                    PlannedWrite(
                        subject=document.number,
                        before="not in the ERP",
                        after=f"{len(document.positions)} positions, "
                        f"{Money(document.total_gross, document.currency)}",
                        details=document_lines(document),
                        basis=export_basis(records[document.number]),
                        keys=(document.number,),
                    )
                    for document in ordered
                ],
            ),
            orders=tuple(self.renderer.render(ordered)),
            versions={document.number: records[document.number].version for document in ordered},
        )


def _already_there(
    known: Mapping[OrderNumber, OrderRecord],
    in_erp: Mapping[OrderNumber, ErpOrder],
    by: str,
    now: datetime,
) -> LedgerUpdate:
    return LedgerUpdate.merged(
        seen_in_erp(record, in_erp[number], by=by, at=now)
        if number in in_erp
        else waiting_already(record, by=by, at=now)
        for number, record in known.items()
        if record.state is LedgerState.READY
    )
