"""Hand recorded orders over to the ERP, each at most once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import Family, OutcomeUnknownError, Problem, UnavailableError
from shared_kernel.run_context import Level, RunContext
from temu_core.batches import BATCH
from temu_core.document import ExportBatch
from temu_core.intent import Intent, IntentKind
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.export_book import ExportBook
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_handover import Handover, OrderHandover
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.cancelled_delivery import is_unsettled
from temu_core.rules.delivery import DeliveryStep, next_delivery_step
from temu_core.rules.delivery_records import (
    attempt_began,
    attempt_failed,
    delivered,
    delivery_refused,
    found_waiting,
    looked_in_vain,
    outcome_unknown,
)
from temu_core.rules.erp_sightings import seen_in_erp
from temu_core.rules.send_in_time import TOO_LATE, answered_by, in_time
from temu_core.shop import OrderPolicy
from temu_core.use_cases.look_for_orders import LookForOrders
from temu_core.use_cases.write_gate import WriteGate


@attrs.frozen(kw_only=True)
class DeliverOrders:
    """
    Look, record the intent, hand over, record the answer; for every order that is exporting.

    Before each attempt the order is looked for in the ERP and at the handover
    place.  A crash or a lost answer leaves the attempt open: the order is sent
    again, with the same bytes, only after two empty looks some time apart, and
    an empty look is one that saw nothing twice.
    """

    order_book: OrderBook
    export_book: ExportBook
    look_for_orders: LookForOrders
    handover: OrderHandover
    gate: WriteGate
    policy: OrderPolicy
    clock: Clock
    #: How long one handover may take before its answer counts as lost.
    call_s: float

    def __call__(self, run: RunContext) -> bool:
        """
        Go once over all orders whose handing over is not finished.

        Returns:
            False when the ERP or its handover place did not serve us, or a
            person stopped the shop: more would fare no better.
        """
        shop = ShopId(run.fence.shop)
        after: OrderNumber | None = None
        while batch := self.order_book.in_states(
            shop, [LedgerState.EXPORTING], after=after, limit=BATCH
        ):
            after = batch[-1].number
            run.checkpoint()
            for name, records in _by_batch(self._look(run, batch)).items():
                if not self.gate.may_deliver(run, dry_run=False):
                    run.note(Level.WARNING, "handing over was stopped", left=len(records))
                    return False
                if not self._send(run, name, records):
                    return False
        return True

    def _look(self, run: RunContext, batch: Sequence[OrderRecord]) -> list[OrderRecord]:
        """
        Settle what can be seen; return the orders that must be sent now.
        """
        numbers = [record.number for record in batch]
        seen = self.look_for_orders(
            numbers, maybe_sent=[record.number for record in batch if is_unsettled(record)]
        )
        waiting, in_erp = seen.waiting, seen.in_erp
        by, now = f"run:{run.run_id}", self.clock.now()

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            parts = []
            for number, record in known.items():
                if record.state is not LedgerState.EXPORTING:
                    continue
                if number in in_erp:
                    parts.append(seen_in_erp(record, in_erp[number], by=by, at=now))
                elif number in waiting:
                    parts.append(found_waiting(record, by=by, at=now))
                elif self._step(run, record) is DeliveryStep.NOTE_EMPTY_LOOK:
                    parts.append(looked_in_vain(record, at=now))
            return LedgerUpdate.merged(parts)

        self.order_book.change(run.fence, numbers, decide)
        absent = [n for n in numbers if n not in seen]
        now_known = self.order_book.read(ShopId(run.fence.shop), absent)
        return [
            record
            for record in now_known.values()
            if record.state is LedgerState.EXPORTING
            and self._step(run, record) is DeliveryStep.SEND
        ]

    def _step(self, run: RunContext, record: OrderRecord) -> DeliveryStep:
        if record.delivery is None:
            raise ValueError(f"{record.number} is exporting without a batch")
        return next_delivery_step(
            record.delivery, run_id=run.run_id, now=self.clock.now(), policy=self.policy
        )

    def _send(self, run: RunContext, batch_id: str, records: Sequence[OrderRecord]) -> bool:
        """
        Hand orders of one batch over; False when the place did not serve us.
        """
        run.checkpoint(self.call_s)
        began = self.clock.now()
        intents = self._begin(run, batch_id, records)
        if not intents:
            return True
        documents = self.export_book.documents(ShopId(run.fence.shop), intents.keys())
        batch = ExportBatch(
            id=batch_id,
            way=self.policy.delivery,
            orders=tuple(documents[number] for number in sorted(intents)),
        )
        answers = self._hand_over(batch, began)
        self._settle(run, intents, answers)
        return not any(
            isinstance(answer, Problem) and answer.family is Family.TRY_LATER
            for answer in answers.values()
        )

    def _hand_over(
        self, batch: ExportBatch, began: datetime
    ) -> Mapping[OrderNumber, Handover | Problem]:
        numbers = [order.number for order in batch.orders]
        if not in_time(began, self.clock.now()):
            return dict.fromkeys(numbers, TOO_LATE)
        try:
            return self.handover.deliver(batch)
        except (UnavailableError, OutcomeUnknownError) as error:
            return dict.fromkeys(numbers, Problem.of(error))

    def _begin(
        self, run: RunContext, batch_id: str, records: Sequence[OrderRecord]
    ) -> Mapping[OrderNumber, Intent]:
        """
        Record the attempt; an order somebody changed meanwhile is left out.
        """
        now = self.clock.now()
        versions = {record.number: record.version for record in records}
        intents = {
            record.number: Intent(
                id=f"erp-{batch_id}-{record.number}-{record.version}",
                kind=IntentKind.ERP_DELIVERY,
                subject=record.number,
                summary=f"order document of batch {batch_id}",
                run_id=run.run_id,
                recorded_at=now,
                answer_by=answered_by(now, self.call_s),
            )
            for record in records
        }

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            return LedgerUpdate.merged(
                attempt_began(record, intents[number])
                for number, record in known.items()
                if record.state is LedgerState.EXPORTING and record.version == versions[number]
            )

        stored = self.order_book.change(run.fence, versions.keys(), decide)
        return {change.record.number: intents[change.record.number] for change in stored.changes}

    def _settle(
        self,
        run: RunContext,
        intents: Mapping[OrderNumber, Intent],
        answers: Mapping[OrderNumber, Handover | Problem],
    ) -> None:
        by, now = f"run:{run.run_id}", self.clock.now()

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            parts = []
            for number, record in known.items():
                answer = answers.get(number)
                intent_id = intents[number].id
                if isinstance(answer, Handover):
                    parts.append(delivered(record, intent_id, answer.value, by=by, at=now))
                elif answer is not None and answer.family is Family.TRY_LATER:
                    parts.append(attempt_failed(record, intent_id, answer.text, at=now))
                elif answer is not None and answer.family is not Family.OUTCOME_UNKNOWN:
                    parts.append(delivery_refused(record, intent_id, answer.text, by=by, at=now))
                else:
                    why = answer.text if answer else "the answer did not mention it"
                    parts.append(outcome_unknown(record, intent_id, why, at=now))
            return LedgerUpdate.merged(parts)

        update = self.order_book.change(run.fence, intents.keys(), decide)
        handed = sum(c.record.state is LedgerState.EXPORTED for c in update.changes)
        run.count(handed_over=handed, handover_open=len(intents) - handed)
        for problem in {a.text for a in answers.values() if isinstance(a, Problem)}:
            run.note(Level.ERROR, problem)


def _by_batch(records: Sequence[OrderRecord]) -> Mapping[str, list[OrderRecord]]:
    groups: dict[str, list[OrderRecord]] = {}
    for record in records:
        if record.delivery is not None:
            groups.setdefault(record.delivery.batch_id, []).append(record)
    return groups
