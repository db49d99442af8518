"""Orders whose time to be shipped is nearly over."""

from collections.abc import Iterable
from datetime import UTC, datetime

from temu_core.alert import Alert, AlertKind
from temu_core.order import MarketplaceStatus
from temu_core.record import OrderRecord
from temu_core.rules.reserved_units import OPEN_STATES
from temu_core.shop import ShipmentPolicy

_NOTHING_TO_DO = frozenset(
    {MarketplaceStatus.CANCELLED, MarketplaceStatus.SHIPPED, MarketplaceStatus.DELIVERED}
)


def ship_by_alerts(
    orders: Iterable[OrderRecord], *, now: datetime, policy: ShipmentPolicy
) -> tuple[Alert, ...]:
    """
    Return an alert per open order that must be confirmed soon or should have been.

    The most urgent comes first.  Held orders and those cancelled in the ERP
    count too: the buyer waits all the same.
    """
    urgent = [
        (ship_by, record)
        for record in orders
        if record.state in OPEN_STATES
        and record.listed.status not in _NOTHING_TO_DO
        and (ship_by := record.listed.ship_by) is not None
        and ship_by - now <= policy.ship_by_alert
    ]
    urgent.sort(key=lambda pair: (pair[0], pair[1].number))
    return tuple(
        Alert(
            kind=AlertKind.SHIP_BY_NEAR,
            subject=record.number,
            text=_sentence(record, ship_by, now),
            raised_at=now,
        )
        for ship_by, record in urgent
    )


def _sentence(record: OrderRecord, ship_by: datetime, now: datetime) -> str:
    should = "should have been" if ship_by < now else "must be"
    by = ship_by.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    standing = _words(record.state.value)
    if record.hold is not None:
        standing += f" ({_words(record.hold.reason.value)})"
    return f"Order {record.number} {should} confirmed as shipped by {by}; it is {standing}."


def _words(name: str) -> str:
    written = {"erp": "the ERP", "sku": "SKU"}
    return " ".join(written.get(word, word) for word in name.split("_"))
