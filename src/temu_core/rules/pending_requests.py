"""Parcels that left although the buyer still waits for an answer."""

from datetime import datetime, timedelta

from temu_core.alert import Alert, AlertKind
from temu_core.order import OrderLabel
from temu_core.package import PackageState
from temu_core.record import OrderRecord

#: The marketplace answers a request by itself after a day (Temu's order guide).
ANSWERED_AFTER = timedelta(hours=24)

_WORDS = {
    OrderLabel.PENDING_CANCELLATION: "asked to cancel",
    OrderLabel.PENDING_ADDRESS_CHANGE: "asked for another address",
    OrderLabel.RISK_ALERT: "is under a risk alert",
}


def shipped_despite_request(record: OrderRecord, *, at: datetime) -> Alert | None:
    """
    A parcel that left while a request is pending needs a person before the marketplace decides.
    """
    labels = sorted(record.listed.labels, key=lambda label: label.value)
    left = any(package.state is PackageState.FOUND for package in record.packages)
    if not labels or not left:
        return None
    decided = record.listed.updated_at + ANSWERED_AFTER
    asked = " and ".join(_WORDS[label] for label in labels)
    return Alert(
        kind=AlertKind.SHIPPED_DESPITE_REQUEST,
        subject=record.number,
        text=f"Order {record.number} has left although the buyer {asked}; the marketplace "
        f"decides by itself at {decided:%Y-%m-%d %H:%M} UTC at the latest. Answer it there, "
        "or confirm the parcel and refuse the request.",
        raised_at=at,
    )
