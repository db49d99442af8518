"""Valid, boring parcels; a test names only what matters to it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from tests.builders.orders import a_line, a_record, an_order

from shared_kernel.sku import Sku
from temu_core.ledger import LedgerState
from temu_core.order import LineNumber, ListedLine, OrderNumber
from temu_core.package import ErpPackage, Package, PackageKey, PackageState, PackedUnits
from temu_core.record import OrderRecord

LEFT = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)


def an_erp_package(
    key: str = "1",
    *,
    units: Mapping[str, int] | None = None,
    order: str = "PO-076-1",
    tracking_number: str = "JJD0001",
    shipping_method: str = "DHL Paket",
    shipped_at: datetime | None = LEFT,
) -> ErpPackage:
    """
    Return a parcel with one lamp that has left the house; *units* per article number.
    """
    contents = {"LAMP-1": 1} if units is None else units
    return ErpPackage(
        key=PackageKey(key),
        order=OrderNumber(order),
        tracking_number=tracking_number,
        shipping_method=shipping_method,
        shipped_at=shipped_at,
        units={Sku(sku): number for sku, number in contents.items()},
    )


def a_package(
    key: str = "1",
    *,
    items: Mapping[str, int] | None = None,
    tracking_number: str = "JJD0001",
    shipping_method: str = "DHL Paket",
    state: PackageState = PackageState.FOUND,
    refusal: str = "",
) -> Package:
    """
    Return a booked parcel with one unit of the first line; *items* are units per line number.
    """
    contents = {"076-1": 1} if items is None else items
    return Package(
        key=PackageKey(key),
        tracking_number=tracking_number,
        shipping_method=shipping_method,
        shipped_at=LEFT,
        items=tuple(PackedUnits(line=LineNumber(line), units=u) for line, u in contents.items()),
        state=state,
        refusal=refusal,
    )


def a_shipped_order(
    *packages: Package,
    number: str = "PO-076-1",
    lines: Mapping[str, int] | None = None,
    state: LedgerState = LedgerState.SHIPPED,
) -> OrderRecord:
    """
    Return an order the ERP has, with these parcels; *lines* are units per line number.
    """
    quantities = {"076-1": 1} if lines is None else lines
    listed = an_order(number, lines=[a_line(line, quantity=q) for line, q in quantities.items()])
    return a_record(listed, state=state, packages=packages)


def sku_of(line: ListedLine) -> Sku | None:
    """
    Return the article a line names itself; None when it names none.
    """
    return Sku(line.seller_sku) if line.seller_sku else None
