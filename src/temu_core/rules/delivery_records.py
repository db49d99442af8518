"""How each event of handing an order over changes its record."""

from datetime import datetime
from typing import Any

import attrs

from temu_core.alert import Alert, AlertKind
from temu_core.intent import Intent, IntentOutcome, Outcome
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.record import Delivery, DeliveryState, LedgerUpdate, OrderRecord
from temu_core.rules.ledger import keep, move


def attempt_began(record: OrderRecord, intent: Intent) -> LedgerUpdate:
    """
    An attempt is recorded before anything is sent; an earlier one never arrived then.
    """
    earlier = _delivery(record)
    in_vain = earlier.intent_id if earlier.state is not DeliveryState.RECORDED else ""
    delivery = _delivery(
        record, state=DeliveryState.SENDING, intent_id=intent.id, run_id=intent.run_id
    )
    return LedgerUpdate(
        changes=(keep(record, delivery=attrs.evolve(delivery, empty_look_at=None)),),
        intents=(intent,),
        outcomes=_settled(
            in_vain, Outcome.NOT_SENT, "looked for twice in vain", intent.recorded_at
        ),
    )


def delivered(
    record: OrderRecord, intent_id: str, evidence: str, *, by: str, at: datetime
) -> LedgerUpdate:
    """
    An order that was handed over is exported, even if it was cancelled meanwhile.
    """
    outcome = IntentOutcome(intent_id=intent_id, outcome=Outcome.ACCEPTED, evidence=evidence, at=at)
    delivery = _delivery(record, state=DeliveryState.DELIVERED, delivered_at=at)
    if record.state is not LedgerState.EXPORTING:
        return LedgerUpdate(
            changes=(keep(record, delivery=delivery),),
            outcomes=(outcome,),
            alerts=_delivered_although(record, at),
        )
    change = move(
        record, LedgerState.EXPORTED, text="handed over to the ERP", by=by, at=at, delivery=delivery
    )
    return LedgerUpdate(changes=(change,), outcomes=(outcome,))


def found_waiting(record: OrderRecord, *, by: str, at: datetime) -> LedgerUpdate:
    """
    An order found at the handover place was handed over, whatever its attempt answered.
    """
    intent_id = record.delivery.intent_id if record.delivery else ""
    delivery = _delivery(record, state=DeliveryState.DELIVERED, delivered_at=at)
    change = move(
        record,
        LedgerState.EXPORTED,
        text="found waiting for the ERP",
        by=by,
        at=at,
        delivery=delivery,
    )
    return LedgerUpdate(
        changes=(change,),
        outcomes=_settled(intent_id, Outcome.ACCEPTED, "found waiting for the ERP", at),
    )


def attempt_failed(record: OrderRecord, intent_id: str, why: str, *, at: datetime) -> LedgerUpdate:
    """
    An attempt that surely wrote nothing is made again with the same bytes.
    """
    return LedgerUpdate(
        changes=(keep(record, delivery=_delivery(record, state=DeliveryState.RECORDED)),),
        outcomes=_settled(intent_id, Outcome.NOT_SENT, why, at),
    )


def delivery_refused(
    record: OrderRecord, intent_id: str, why: str, *, by: str, at: datetime
) -> LedgerUpdate:
    """
    An order that cannot be handed over as it is waits for a person.
    """
    outcomes = _settled(intent_id, Outcome.REFUSED, why, at)
    delivery = _delivery(record, state=DeliveryState.RECORDED)
    if record.state is not LedgerState.EXPORTING:
        return LedgerUpdate(changes=(keep(record, delivery=delivery),), outcomes=outcomes)
    hold = Hold(reason=HoldReason.NOT_TAKEN_BY_ERP, text=f"it could not be handed over: {why}")
    change = move(
        record, LedgerState.HELD, text=hold.text, by=by, at=at, hold=hold, delivery=delivery
    )
    return LedgerUpdate(changes=(change,), outcomes=outcomes)


def outcome_unknown(record: OrderRecord, intent_id: str, why: str, *, at: datetime) -> LedgerUpdate:
    """
    An attempt whose answer was lost is looked for before anything else.
    """
    return LedgerUpdate(
        changes=(keep(record, delivery=_delivery(record, state=DeliveryState.UNKNOWN)),),
        outcomes=_settled(intent_id, Outcome.UNKNOWN, why, at),
    )


def looked_in_vain(record: OrderRecord, *, at: datetime) -> LedgerUpdate:
    """
    The first empty look is remembered; one look proves nothing.
    """
    delivery = _delivery(record, state=DeliveryState.UNKNOWN, empty_look_at=at)
    return LedgerUpdate(
        changes=(keep(record, delivery=delivery),),
        outcomes=_settled(
            delivery.intent_id, Outcome.UNKNOWN, "not seen in the ERP at the first look", at
        ),
    )


def _delivery(record: OrderRecord, **changes: Any) -> Delivery:
    if record.delivery is None:
        raise ValueError(f"{record.number} has no delivery")
    return attrs.evolve(record.delivery, **changes)


def _settled(
    intent_id: str, outcome: Outcome, evidence: str, at: datetime
) -> tuple[IntentOutcome, ...]:
    if not intent_id:
        return ()
    return (IntentOutcome(intent_id=intent_id, outcome=outcome, evidence=evidence, at=at),)


def _delivered_although(record: OrderRecord, at: datetime) -> tuple[Alert, ...]:
    if record.state is not LedgerState.CANCELLED_AFTER_EXPORT:
        return ()
    return (
        Alert(
            kind=AlertKind.CANCELLED_AFTER_EXPORT,
            subject=record.number,
            text=f"{record.number} was cancelled while it was handed over; cancel it in the ERP",
            raised_at=at,
        ),
    )
