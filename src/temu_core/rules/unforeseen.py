"""What becomes of an order about which a rule fails."""

from collections.abc import Callable
from datetime import datetime

import attrs

from shared_kernel.errors import RejectedError
from temu_core.alert import Alert, AlertKind
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.ledger import allowed_next, first, move


def or_held(
    record: OrderRecord, work: Callable[[], LedgerUpdate], *, by: str, at: datetime
) -> LedgerUpdate:
    """
    An order no rule was made for is held by itself; its neighbours go on.

    Where it cannot be held (any more), an alert says so and it stays as it is.

    Args:
        record: The order as it stands when *work* fails; version 0: never stored.
    """
    try:
        return work()
    except (ValueError, RejectedError) as error:
        text = f"nothing is done about it, because no rule fits: {error}"
    hold = Hold(reason=HoldReason.UNKNOWN_VALUE, text=text, subject="ledger")
    if record.version == 0:
        new = attrs.evolve(record, state=LedgerState.HELD, hold=hold)
        return LedgerUpdate(changes=(first(new, text=text, by=by, at=at),))
    if LedgerState.HELD in allowed_next(record):
        change = move(record, LedgerState.HELD, text=text, by=by, at=at, hold=hold)
        return LedgerUpdate(changes=(change,))
    alert = Alert(
        kind=AlertKind.CHANGED_AFTER_EXPORT,
        subject=record.number,
        text=f"Order {record.number}: {text}",
        raised_at=at,
    )
    return LedgerUpdate(alerts=(alert,))
