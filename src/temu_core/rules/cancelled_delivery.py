"""What became of handing over an order that was cancelled meanwhile."""

from datetime import datetime

import attrs

from temu_core.alert import Alert, AlertKind
from temu_core.erp import ErpOrder
from temu_core.intent import IntentOutcome, Outcome
from temu_core.record import Delivery, DeliveryState, LedgerUpdate, OrderRecord
from temu_core.rules.delivery import DeliveryStep, next_delivery_step
from temu_core.rules.delivery_records import attempt_failed, looked_in_vain
from temu_core.rules.ledger import keep
from temu_core.shop import OrderPolicy


def is_unsettled(record: OrderRecord) -> bool:
    """
    Tell whether an attempt to hand the order over may have arrived, nobody knows.
    """
    return record.delivery is not None and record.delivery.state in (
        DeliveryState.SENDING,
        DeliveryState.UNKNOWN,
    )


def settle_cancelled(
    record: OrderRecord,
    found: ErpOrder | None,
    *,
    waiting: bool,
    policy: OrderPolicy,
    at: datetime,
) -> LedgerUpdate:
    """
    A cancelled order is looked for like any other: only a person can stop it in the ERP.

    Two empty looks some time apart prove that it never arrived.

    Args:
        found: The order as the ERP has it; None when it has not.
        waiting: It was seen at the handover place.
    """
    if record.delivery is None or not is_unsettled(record):
        return LedgerUpdate()
    if found is not None:
        return _arrived(record, record.delivery, f"order {found.numbers[0]} in the ERP", found, at)
    if waiting:
        return _arrived(record, record.delivery, "waiting for the ERP", None, at)
    step = next_delivery_step(record.delivery, run_id="", now=at, policy=policy)
    if step is DeliveryStep.NOTE_EMPTY_LOOK:
        return looked_in_vain(record, at=at)
    if step is DeliveryStep.SEND:
        return attempt_failed(record, record.delivery.intent_id, "looked for twice in vain", at=at)
    return LedgerUpdate()


def _arrived(
    record: OrderRecord, delivery: Delivery, where: str, found: ErpOrder | None, at: datetime
) -> LedgerUpdate:
    change = keep(
        record,
        delivery=attrs.evolve(delivery, state=DeliveryState.DELIVERED, delivered_at=at),
        erp_number=found.numbers[0] if found is not None else record.erp_number,
    )
    outcome = IntentOutcome(
        intent_id=delivery.intent_id, outcome=Outcome.ACCEPTED, evidence=f"it is {where}", at=at
    )
    alert = Alert(
        kind=AlertKind.CANCELLED_AFTER_EXPORT,
        subject=record.number,
        text=f"Order {record.number} was cancelled on the marketplace and is {where} all the "
        "same; cancel it there",
        raised_at=at,
    )
    return LedgerUpdate(changes=(change,), outcomes=(outcome,), alerts=(alert,))
