"""Parcels as rows, and back."""

from collections.abc import Iterator

import msgspec

from adapters.own_database.rows import Stored, Values
from temu_core.order import LineNumber
from temu_core.package import Package, PackageKey, PackageState, PackedUnits
from temu_core.record import OrderRecord

_ITEMS = msgspec.json.Decoder(list[tuple[str, int]])


def package_values(shop: str, record: OrderRecord) -> Iterator[Values]:
    """
    Yield a row per package of *record*.
    """
    for position, package in enumerate(record.packages):
        items = [(item.line, item.units) for item in package.items]
        yield {
            "shop": shop,
            "order_number": record.listed.number,
            "position": position,
            "package_key": package.key,
            "tracking_number": package.tracking_number,
            "shipping_method": package.shipping_method,
            "shipped_at": package.shipped_at,
            "state": package.state.value,
            "intent_id": package.intent_id,
            "refusal": package.refusal,
            "items": msgspec.json.encode(items).decode(),
        }


def package_of(row: Stored) -> Package:
    """
    Return the package of a row.
    """
    return Package(
        key=PackageKey(row.package_key),
        tracking_number=row.tracking_number,
        shipping_method=row.shipping_method,
        shipped_at=row.shipped_at,
        items=tuple(
            PackedUnits(line=LineNumber(line), units=units)
            for line, units in _ITEMS.decode(row.items)
        ),
        state=PackageState(row.state),
        intent_id=row.intent_id,
        refusal=row.refusal,
    )
