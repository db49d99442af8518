"""Shipment confirmations: what the marketplace is told about parcels."""

import enum
from collections.abc import Mapping

import attrs

from temu_core.order import LineNumber, OrderNumber
from temu_core.package import CarrierId, PackageKey, WarehouseId


class SendType(enum.IntEnum):
    """
    The marketplace's three ways to confirm; the numbers are Temu's ``sendType``.
    """

    ONE_PARCEL = 0
    SEVERAL_PARCELS = 1
    SHARED_PARCEL = 2


class Acceptance(enum.Enum):
    """
    A pending request of the buyer that is refused by shipping all the same.
    """

    DENY_CANCELLATION = "deny_cancellation"
    DENY_ADDRESS_CHANGE = "deny_address_change"
    DENY_RISK_ALERT = "deny_risk_alert"


@attrs.frozen(kw_only=True)
class ConfirmedUnits:
    """
    So many units of one line of one order in a confirmed parcel.
    """

    order: OrderNumber
    line: LineNumber
    units: int


@attrs.frozen(kw_only=True)
class ConfirmedParcel:
    """
    One parcel of a confirmation.
    """

    carrier: CarrierId
    tracking_number: str
    warehouse: WarehouseId | None
    items: tuple[ConfirmedUnits, ...]


@attrs.frozen(kw_only=True)
class ShipmentConfirmation:
    """
    One call that tells the marketplace about one or several parcels.
    """

    #: Stable for the same content; the name of the intent.
    id: str
    send_type: SendType
    parcels: tuple[ConfirmedParcel, ...]
    #: The ERP parcels this stands for, per order.
    packages: Mapping[OrderNumber, tuple[PackageKey, ...]]
    acceptance: frozenset[Acceptance] = frozenset()


@attrs.frozen(kw_only=True)
class KnownShipment:
    """
    A parcel line as the marketplace shows it when asked.
    """

    order: OrderNumber
    line: LineNumber
    carrier: CarrierId
    tracking_number: str
    units: int
