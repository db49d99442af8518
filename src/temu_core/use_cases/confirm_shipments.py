"""Tell the marketplace about parcels: step 5 of the order sync."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import Family, Problem
from shared_kernel.run_context import Level, RunContext
from temu_core.batches import BATCH, in_batches
from temu_core.confirmation import ShipmentConfirmation
from temu_core.intent import Intent, IntentKind, IntentOutcome, Outcome
from temu_core.ledger import Hold, LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.package import PackageState, WarehouseId
from temu_core.plan import ApprovalUse
from temu_core.ports.order_book import OrderBook
from temu_core.ports.shipment_desk import ConfirmationAccepted, ShipmentDesk
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.batch_time import batch_seconds
from temu_core.rules.confirmation_records import (
    confirmation_accepted,
    confirmation_began,
    confirmation_not_sent,
    confirmation_refused,
    confirmation_unknown,
)
from temu_core.rules.send_in_time import TOO_LATE, answered_by, in_time
from temu_core.rules.warehouses import choose_warehouse
from temu_core.shop import ShipmentPolicy
from temu_core.use_cases.plan_shipments import PlanShipments, ShipmentPlan
from temu_core.use_cases.read_back_shipments import ReadBackShipments
from temu_core.use_cases.write_gate import WriteGate

_SHIPPED = frozenset({LedgerState.PARTIALLY_SHIPPED, LedgerState.SHIPPED})


@attrs.frozen(kw_only=True)
class ConfirmShipments:
    """
    Read back what is open, then plan, record and send confirmations batch by batch.

    The intent is stored on every parcel before its call.  After a crash or a
    lost answer the next run looks at the marketplace first; a number is never
    sent again while its outcome is unknown.
    """

    order_book: OrderBook
    read_back: ReadBackShipments
    plan_shipments: PlanShipments
    desk: ShipmentDesk
    gate: WriteGate
    policy: ShipmentPolicy
    clock: Clock
    #: How long one call may take before its answer counts as lost.
    call_s: float
    #: How many calls the marketplace's adapter makes at a time.
    calls_at_once: int

    def __call__(self, run: RunContext, *, dry_run: bool) -> tuple[ShipmentPlan, ...]:
        """
        Return the plans that were made, applied or not.
        """
        run.step(5, "Tracking → API")
        shop = ShopId(run.fence.shop)
        self.read_back(run)
        plans: list[ShipmentPlan] = []
        warehouse: WarehouseId | Hold | None = None
        after: OrderNumber | None = None
        while batch := self.order_book.with_packages(
            shop, [PackageState.FOUND], after=after, limit=BATCH
        ):
            after = batch[-1].number
            candidates = [record for record in batch if record.state in _SHIPPED]
            if not candidates:
                continue
            run.checkpoint()
            warehouse = warehouse or self._warehouse()
            planned = self.plan_shipments(run, candidates, warehouse)
            plans.append(planned)
            permission = self.gate(run, planned.plan, dry_run=dry_run)
            if not permission.granted:
                if dry_run:
                    continue
                # What stops this batch stops the others; the next run plans them anew.
                break
            left = len(planned.confirmations)
            for calls in in_batches(planned.confirmations):
                left -= len(calls)
                approval = permission.use(planned.plan, self.clock.now(), last=not left)
                if not self._send(run, calls, planned.versions, approval):
                    return tuple(plans)
        return tuple(plans)

    def _warehouse(self) -> WarehouseId | Hold | None:
        known = () if self.policy.warehouse else self.desk.warehouses()
        return choose_warehouse(self.policy.warehouse, known)

    def _send(
        self,
        run: RunContext,
        calls: Sequence[ShipmentConfirmation],
        versions: Mapping[OrderNumber, int],
        approval: ApprovalUse | None,
    ) -> bool:
        """
        Send one batch; False when a person stopped the shop meanwhile.
        """
        run.checkpoint(self._lasts(calls))
        if not self.gate.still_open(run):
            return False
        began = self.clock.now()
        if begun := self._begin(run, calls, versions, approval):
            self._settle(run, begun, self._tell(begun, began))
        return True

    def _tell(
        self, calls: Sequence[ShipmentConfirmation], began: datetime
    ) -> Mapping[str, ConfirmationAccepted | Problem]:
        if not in_time(began, self.clock.now()):
            return {call.id: TOO_LATE for call in calls}
        return self.desk.confirm(calls)

    def _lasts(self, calls: Sequence[ShipmentConfirmation]) -> float:
        return batch_seconds(len(calls), call_s=self.call_s, at_once=self.calls_at_once)

    def _begin(
        self,
        run: RunContext,
        calls: Sequence[ShipmentConfirmation],
        versions: Mapping[OrderNumber, int],
        approval: ApprovalUse | None,
    ) -> list[ShipmentConfirmation]:
        """
        Record the intents and use up their approval; a call with a changed order is left out.
        """
        now = self.clock.now()
        numbers = {number for call in calls for number in call.packages}
        begun: list[ShipmentConfirmation] = []

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            begun[:] = [
                call
                for call in calls
                if all(
                    number in known and known[number].version == versions[number]
                    for number in call.packages
                )
            ]
            return LedgerUpdate.merged(
                [
                    *(
                        confirmation_began(known[number], keys, _intent_id(run, call))
                        for call in begun
                        for number, keys in call.packages.items()
                    ),
                    LedgerUpdate(
                        intents=tuple(
                            Intent(
                                id=_intent_id(run, call),
                                kind=IntentKind.SHIPMENT_CONFIRMATION,
                                subject=", ".join(sorted(call.packages)),
                                summary=", ".join(p.tracking_number for p in call.parcels),
                                run_id=run.run_id,
                                recorded_at=now,
                                answer_by=answered_by(now, self._lasts(calls)),
                            )
                            for call in begun
                        ),
                        approval=approval
                        and approval.about(number for call in begun for number in call.packages),
                    ),
                ]
            )

        self.order_book.change(run.fence, numbers, decide)
        return begun

    def _settle(
        self,
        run: RunContext,
        calls: Sequence[ShipmentConfirmation],
        answers: Mapping[str, ConfirmationAccepted | Problem],
    ) -> None:
        by, now = f"run:{run.run_id}", self.clock.now()
        refused = [call for call in calls if _family(answers.get(call.id)) is Family.FIX_DATA]
        seen = self.read_back.already_known(refused)

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            parts: list[LedgerUpdate] = []
            for call in calls:
                answer = answers.get(call.id)
                intent_id = _intent_id(run, call)
                outcome = _outcome(answer, known_there=call.id in seen)
                evidence = _evidence(answer, known_there=call.id in seen)
                parts.append(
                    LedgerUpdate(
                        outcomes=(
                            IntentOutcome(
                                intent_id=intent_id, outcome=outcome, evidence=evidence, at=now
                            ),
                        )
                    )
                )
                for number in call.packages:
                    record = known[number]
                    if outcome is Outcome.ACCEPTED:
                        parts.append(confirmation_accepted(record, intent_id, by=by, at=now))
                    elif outcome is Outcome.REFUSED:
                        parts.append(
                            confirmation_refused(record, intent_id, evidence, by=by, at=now)
                        )
                    elif outcome is Outcome.NOT_SENT:
                        parts.append(confirmation_not_sent(record, intent_id))
                    else:
                        parts.append(confirmation_unknown(record, intent_id))
            return LedgerUpdate.merged(parts)

        numbers = {number for call in calls for number in call.packages}
        update = self.order_book.change(run.fence, numbers, decide)
        for outcome in update.outcomes:
            run.count(**{outcome.outcome.value: 1})
            if outcome.outcome is not Outcome.ACCEPTED:
                run.note(Level.WARNING, outcome.evidence, intent=outcome.intent_id)


def _intent_id(run: RunContext, call: ShipmentConfirmation) -> str:
    return f"ship-{call.id}-{run.run_id}"


def _family(answer: ConfirmationAccepted | Problem | None) -> Family | None:
    return answer.family if isinstance(answer, Problem) else None


def _outcome(answer: ConfirmationAccepted | Problem | None, *, known_there: bool) -> Outcome:
    if isinstance(answer, ConfirmationAccepted) or known_there:
        return Outcome.ACCEPTED
    if answer is None or answer.family is Family.OUTCOME_UNKNOWN:
        return Outcome.UNKNOWN
    if answer.family is Family.TRY_LATER:
        return Outcome.NOT_SENT
    return Outcome.REFUSED


def _evidence(answer: ConfirmationAccepted | Problem | None, *, known_there: bool) -> str:
    if isinstance(answer, ConfirmationAccepted):
        return " ".join((f"request {answer.request_id}", *answer.warnings))
    if known_there:
        return "refused, but the marketplace shows exactly these parcels"
    return answer.text if answer is not None else "the answer did not mention it"
