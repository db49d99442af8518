"""What a look at the ERP's parcels does to an order."""

from collections.abc import Callable, Sequence
from datetime import datetime

import attrs

from shared_kernel.sku import Sku
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.order import ListedLine
from temu_core.package import ErpPackage
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.booking import book_packages, shipping_state
from temu_core.rules.late_parcels import news_alert
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
    shown: bool = True,
    by: str,
    at: datetime,
) -> LedgerUpdate:
    """
    Parcels are booked on the order's lines; what does not fit stops the order, not the others.
    """
    booking = book_packages(record, packages, article_of, shown=shown)
    alerts = news_alert(record, [*booking.changed, *booking.differing], at)
    after = attrs.evolve(record, packages=booking.packages, reported=frozenset(booking.differing))
    if booking.misfits:
        text = " ".join(booking.misfits)
        hold = Hold(reason=HoldReason.PACKAGE_MISMATCH, text=text)
        change = move(after, LedgerState.HELD, text=text, by=by, at=at, hold=hold)
        return LedgerUpdate(changes=(change,), alerts=alerts)
    state = shipping_state(after)
    if state is not record.state:
        change = move(after, state, text=_WORDS[state], by=by, at=at)
        return LedgerUpdate(changes=(change,), alerts=alerts)
    if after == record:
        return LedgerUpdate(alerts=alerts)
    return LedgerUpdate(changes=(keep(after),), alerts=alerts)
