"""What the ERP does with the parcels of a confirmed order."""

from collections.abc import Sequence
from datetime import datetime

from temu_core.alert import Alert, AlertKind
from temu_core.ledger import LedgerState
from temu_core.package import ErpPackage
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.booking import new_parcels
from temu_core.rules.known_parcels import known_parcels
from temu_core.rules.ledger import keep


def late_parcels(
    record: OrderRecord, packages: Sequence[ErpPackage], *, at: datetime
) -> LedgerUpdate:
    """
    A parcel that leaves, changes or goes after its order was confirmed is for a person to settle.

    It is said once and never told by itself.  Without any parcel nothing is concluded.
    """
    if record.state is not LedgerState.CONFIRMED or not packages:
        return LedgerUpdate()
    seen = {package.key: package for package in packages}
    texts = [
        *known_parcels(record.packages, seen, shown=True).differing,
        *(
            f"Parcel {parcel.tracking_number.strip()} by {parcel.shipping_method!r} left after the "
            "order was confirmed; the marketplace is not told of it."
            for _, parcel in new_parcels(record, packages)
        ),
    ]
    if record.reported == frozenset(texts):
        return LedgerUpdate()
    return LedgerUpdate(
        changes=(keep(record, reported=frozenset(texts)),), alerts=news_alert(record, texts, at)
    )


def news_alert(record: OrderRecord, texts: Sequence[str], at: datetime) -> tuple[Alert, ...]:
    """
    Return one alert about what was not said before; none when all of it was.
    """
    news = [text for text in texts if text not in record.reported]
    if not news:
        return ()
    text = f"{record.number}: {' '.join(news)}"
    kind = AlertKind.CHANGED_AFTER_EXPORT
    return (Alert(kind=kind, subject=record.number, text=text, raised_at=at),)
