"""What it means for an order to be seen, or not to be seen, in the ERP."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import attrs

from temu_core.alert import Alert, AlertKind
from temu_core.document import DeliveryWay
from temu_core.erp import ErpOrder
from temu_core.intent import IntentOutcome, Outcome
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.order import OrderNumber
from temu_core.record import Delivery, DeliveryState, LedgerUpdate, OrderRecord
from temu_core.rules.ledger import move
from temu_core.shop import OrderPolicy

_WORKER = "see what the ERP's worker says"
#: Where an order is that the ERP did not take, and what to do first; True: it waits there still.
_WHERE: Mapping[tuple[DeliveryWay, bool], str] = MappingProxyType(
    {
        (DeliveryWay.INBOX, True): f"it still waits in the inbox; {_WORKER}",
        (DeliveryWay.INBOX, False): f"it is no longer in the inbox; {_WORKER}",
        (DeliveryWay.FILE, True): (
            "its document still lies in the outbox; import it there. If the ERP refused the order, "
            "take the document away once its other orders are in the ERP"
        ),
        (DeliveryWay.FILE, False): (
            "its document is no longer in the outbox; see what the ERP's import says"
        ),
    }
)


def duplicate_alert(number: OrderNumber, found: ErpOrder, now: datetime) -> Alert:
    """
    Return the alert that the ERP has one marketplace order more than once.
    """
    return Alert(
        kind=AlertKind.DUPLICATE_IN_ERP,
        subject=number,
        text=f"the ERP has {number} {len(found.numbers)} times: {', '.join(found.numbers)}; "
        "cancel all but one",
        raised_at=now,
    )


def seen_in_erp(record: OrderRecord, found: ErpOrder, *, by: str, at: datetime) -> LedgerUpdate:
    """
    An order seen in the ERP has arrived; twice is an alarm, cancelled there as well.
    """
    alerts = [duplicate_alert(record.number, found, at)] if len(found.numbers) > 1 else []
    text = f"it is in the ERP as {', '.join(found.numbers)}"
    delivery = record.delivery
    outcomes: tuple[IntentOutcome, ...] = ()
    if delivery is not None and delivery.state is not DeliveryState.DELIVERED:
        if delivery.intent_id:
            outcomes = (
                IntentOutcome(
                    intent_id=delivery.intent_id, outcome=Outcome.ACCEPTED, evidence=text, at=at
                ),
            )
        delivery = attrs.evolve(delivery, state=DeliveryState.DELIVERED, delivered_at=at)
    arrived = move(
        record,
        LedgerState.IN_ERP,
        text=text,
        by=by,
        at=at,
        erp_number=found.numbers[0],
        delivery=delivery,
    )
    return LedgerUpdate(changes=(arrived,), outcomes=outcomes, alerts=tuple(alerts))


def waiting_already(record: OrderRecord, *, by: str, at: datetime) -> LedgerUpdate:
    """
    An order that waits at the handover place without our doing is not handed over again.
    """
    delivery = Delivery(batch_id="", state=DeliveryState.DELIVERED, delivered_at=at)
    text = "it waits for the ERP already"
    change = move(record, LedgerState.EXPORTED, text=text, by=by, at=at, delivery=delivery)
    return LedgerUpdate(changes=(change,))


def cancelled_in_erp(record: OrderRecord, *, by: str, at: datetime) -> LedgerUpdate:
    """
    An order cancelled in the ERP but open on the marketplace needs a person in time.
    """
    ship_by = record.listed.ship_by
    until = f" before {ship_by:%Y-%m-%d %H:%M} UTC" if ship_by else ""
    text = (
        f"{record.number} was cancelled in the ERP ({record.erp_number or 'no number'}) but is "
        f"open on the marketplace; cancel it there or ship it{until}"
    )
    change = move(record, LedgerState.CANCELLED_IN_ERP, text="cancelled in the ERP", by=by, at=at)
    alert = Alert(kind=AlertKind.CANCELLED_IN_ERP, subject=record.number, text=text, raised_at=at)
    return LedgerUpdate(changes=(change,), alerts=(alert,))


def open_in_erp_again(
    record: OrderRecord, found: ErpOrder | None, *, by: str, at: datetime
) -> LedgerUpdate:
    """
    An order cancelled in the ERP goes on once the ERP has an open one under its number.
    """
    if found is None or found.cancelled:
        return LedgerUpdate()
    # The youngest: the merchant entered it anew.
    newest = found.numbers[-1]
    text = f"the ERP has it as an open order again: {newest}"
    change = move(record, LedgerState.IN_ERP, text=text, by=by, at=at, erp_number=newest)
    return LedgerUpdate(changes=(change,))


def not_seen_in_erp(
    record: OrderRecord, *, still_waiting: bool, policy: OrderPolicy, by: str, at: datetime
) -> LedgerUpdate:
    """
    An order handed over long ago that the ERP never shows is held for a person.
    """
    delivered_at = record.delivery.delivered_at if record.delivery else None
    if record.state is not LedgerState.EXPORTED or delivered_at is None:
        return LedgerUpdate()
    if at - delivered_at < policy.not_taken_after:
        return LedgerUpdate()
    text = (
        f"handed over on {delivered_at:%Y-%m-%d %H:%M} UTC and still not in the ERP; "
        f"{_WHERE[policy.delivery, still_waiting]}, then deliver it again or enter it by hand"
    )
    hold = Hold(reason=HoldReason.NOT_TAKEN_BY_ERP, text=text)
    return LedgerUpdate(
        changes=(move(record, LedgerState.HELD, text=text, by=by, at=at, hold=hold),)
    )
