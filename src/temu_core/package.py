"""Parcels: what the ERP handed over, and what the marketplace was told about them."""

import enum
from collections.abc import Mapping
from datetime import datetime
from typing import NewType

import attrs

from shared_kernel.sku import Sku
from temu_core.order import LineNumber, OrderNumber

PackageKey = NewType("PackageKey", str)
CarrierId = NewType("CarrierId", int)
WarehouseId = NewType("WarehouseId", str)


@attrs.frozen(kw_only=True)
class ErpPackage:
    """
    One parcel of one order as the ERP knows it.
    """

    #: The ERP's own key of the parcel; never changes.
    key: PackageKey
    order: OrderNumber
    #: Empty while the ERP has no number yet.
    tracking_number: str
    #: The ERP's shipping method, by name.
    shipping_method: str
    #: None while it has not left the house (label printed only).
    shipped_at: datetime | None
    #: Whole units per article; components of a set are counted as their set.
    units: Mapping[Sku, int]


class PackageState(enum.Enum):
    """
    What became of telling the marketplace about a parcel.
    """

    FOUND = "found"
    SENDING = "sending"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    SUPERSEDED = "superseded"


@attrs.frozen(kw_only=True)
class PackedUnits:
    """
    So many units of one order line in a parcel.
    """

    line: LineNumber
    units: int


@attrs.frozen(kw_only=True)
class Package:
    """
    A parcel whose content is booked on the lines of its order.
    """

    key: PackageKey
    tracking_number: str
    shipping_method: str
    shipped_at: datetime
    items: tuple[PackedUnits, ...]
    state: PackageState = PackageState.FOUND
    #: The intent by which it was last sent; empty before.
    intent_id: str = ""
    #: The marketplace's words when it refused.
    refusal: str = ""


@attrs.frozen(kw_only=True)
class Carrier:
    """
    A carrier on the marketplace's list.
    """

    id: CarrierId
    name: str


@attrs.frozen(kw_only=True)
class Warehouse:
    """
    A place the seller ships from, as registered at the marketplace.
    """

    id: WarehouseId
    name: str
    is_default: bool


@attrs.frozen(kw_only=True)
class CarrierMapping:
    """
    Which marketplace carrier stands for an ERP shipping method.

    ``carrier`` is None for a method that was seen but is not mapped yet.
    """

    shipping_method: str = attrs.field(eq=str.casefold)
    carrier: CarrierId | None
