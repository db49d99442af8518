"""Erase what we hold of buyers once it was kept long enough."""

from collections.abc import Mapping

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import Level, RunContext
from temu_core.batches import BATCH
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.export_book import ExportBook
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_handover import OrderHandover
from temu_core.ports.personal_data import PersonalData
from temu_core.ports.raw_answers import RawAnswers
from temu_core.privacy import CutOffs, RetentionPolicy
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord
from temu_core.rules.erasure import erased, may_be_erased, personal_words

#: Batches of orders in one run; the next run goes on.
_MOST_BATCHES = 20


@attrs.frozen(kw_only=True)
class ForgetBuyers:
    """
    Erase answers, then finished orders' buyers, then documents, files and plans.

    An order that is open, or became so meanwhile, keeps everything.  What an
    order's documents and history say goes first and the mark that it is erased
    last, so that a crash in between repeats work and forgets nothing of it.
    Bounded: a backlog is worked off by the runs that follow.
    """

    personal_data: PersonalData
    raw_answers: RawAnswers
    order_book: OrderBook
    export_book: ExportBook
    handover: OrderHandover
    policy: RetentionPolicy
    clock: Clock

    def __call__(self, run: RunContext) -> int:
        """
        Erase what is due; return how many orders were erased.
        """
        cut_offs = CutOffs.of(self.policy, self.clock.now())
        run.count(answers_erased=self.raw_answers.erase_before(run.fence, cut_offs.raw_answers))
        orders = self._erase_orders(run, cut_offs)
        self._erase_files(run)
        run.count(plans_erased=self.personal_data.erase_plans(run.fence, cut_offs.plans))
        return orders

    def _erase_orders(self, run: RunContext, cut_offs: CutOffs) -> int:
        shop, before = ShopId(run.fence.shop), cut_offs.finished_orders
        number = 0
        for _ in range(_MOST_BATCHES):
            due = self.personal_data.due_orders(shop, before, limit=BATCH)
            if not due:
                break
            run.checkpoint()
            known = self.order_book.read(shop, due)
            words = {n: personal_words(r) for n, r in known.items() if may_be_erased(r, before)}
            traces = self.personal_data.erase_traces(run.fence, words)
            now = self.clock.now()

            def decide(now_known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
                return LedgerUpdate(
                    changes=tuple(
                        OrderChange(record=erased(record, now))  # noqa: B023 - called at once
                        for record in now_known.values()
                        if may_be_erased(record, before)
                    )
                )

            update = self.order_book.change(run.fence, list(words), decide)
            run.count(
                orders_erased=len(update.changes),
                documents_erased=traces.documents,
                answers_erased=traces.answers,
            )
            number += len(update.changes)
            if not update.changes:
                # Somebody works on all of them just now; the next run looks again.
                break
        return number

    def _erase_files(self, run: RunContext) -> None:
        """
        Delete files that were put away and whose orders are all erased.
        """
        shop = ShopId(run.fence.shop)
        for batch_id in self.export_book.emptied(shop):
            run.checkpoint()
            try:
                self.handover.erase(batch_id)
            except UnavailableError as error:
                # A locked file stops nothing else; the next run deletes it.
                run.note(Level.WARNING, error.text, batch=batch_id)
                return
            self.export_book.file_erased(run.fence, batch_id)
            run.count(files_erased=1)
