"""What a look at the ERP's parcels does to an order."""

from collections.abc import Callable, Sequence
from datetime import datetime

import attrs

from shared_kernel.sku import Sku
from temu_core.alert import Alert, AlertKind
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.order import ListedLine
from temu_core.package import ErpPackage
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.booking import book_packages, shipping_state
from temu_core.rules.ledger import keep, move

_WORDS = {
    LedgerState.IN_ERP: "nothing has left the house (any more)",
    LedgerState.PARTIALLY_SHIPPED: "a part has left the house",
    LedgerState.SHIPPED: "everything has left the house",
    LedgerState.CONFIRMED: "every parcel is confirmed",
}


def parcel_news(
    record: OrderRecord,
    packages: Sequence[ErpPackage],
    article_of: Callable[[ListedLine], Sku | None],
    *,
    by: str,
    at: datetime,
) -> LedgerUpdate:
    """
    Parcels are booked on the order's lines; what does not fit stops the order, not the others.
    """
    booking = book_packages(record, packages, article_of)
    alerts = tuple(
        Alert(
            kind=AlertKind.CHANGED_AFTER_EXPORT,
            subject=record.number,
            text=f"{record.number}: {text}",
            raised_at=at,
        )
        for text in booking.changed
    )
    if booking.misfits:
        text = " ".join(booking.misfits)
        hold = Hold(reason=HoldReason.PACKAGE_MISMATCH, text=text)
        change = move(
            record,
            LedgerState.HELD,
            text=text,
            by=by,
            at=at,
            hold=hold,
            packages=booking.packages,
        )
        return LedgerUpdate(changes=(change,), alerts=alerts)
    after = attrs.evolve(record, packages=booking.packages)
    state = shipping_state(after)
    if state is not record.state:
        change = move(record, state, text=_WORDS[state], by=by, at=at, packages=booking.packages)
        return LedgerUpdate(changes=(change,), alerts=alerts)
    if after == record:
        return LedgerUpdate(alerts=alerts)
    return LedgerUpdate(changes=(keep(record, packages=booking.packages),), alerts=alerts)
