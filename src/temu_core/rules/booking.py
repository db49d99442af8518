"""What the ERP's parcels mean for the lines of an order."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import attrs

from shared_kernel.sku import Sku
from temu_core.ledger import LedgerState
from temu_core.order import LineNumber, ListedLine
from temu_core.package import ErpPackage, Package, PackageKey, PackageState, PackedUnits
from temu_core.record import OrderRecord
from temu_core.rules.known_parcels import has_left, known_parcels
from temu_core.rules.lines_to_ship import lines_in_parcels


@attrs.frozen(kw_only=True)
class Booking:
    """
    The parcels of an order with their content, and what a person must look at.
    """

    packages: tuple[Package, ...]
    #: Parcels whose content the order does not explain; none of them is booked.
    misfits: tuple[str, ...] = ()
    #: Parcels the ERP altered or deleted before the marketplace was told, with the old values.
    changed: tuple[str, ...] = ()
    #: Parcels the ERP shows otherwise than the marketplace was told; the same at every look.
    differing: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Progress:
    """
    How much of an order is in parcels.
    """

    #: Units in parcels per line; lines without any are absent.
    shipped: Mapping[LineNumber, int]
    #: Every line the seller ships is in parcels with all its units.
    complete: bool
    any: bool


def book_packages(
    record: OrderRecord,
    packages: Sequence[ErpPackage],
    sku_of: Callable[[ListedLine], Sku | None],
    *,
    shown: bool = True,
) -> Booking:
    """
    Return the order's parcels after a look at the ERP.

    A parcel counts once it has left the house and has a number.  A new one is
    booked by article on the lines still open, first line first, whole or not
    at all.  A known one keeps its booking; its number and method follow the
    ERP until the marketplace was told.  One the ERP deleted before that is
    superseded and frees its units; were it shown again, it would be new.  The
    same look twice changes nothing.

    Args:
        record: The order with the parcels known so far.
        packages: All its parcels as the ERP shows them now, in any order.
        sku_of: The article of a line; None when it has none.
        shown: The ERP showed the order itself; if not, a missing parcel says nothing.
    """
    seen = {package.key: package for package in packages}
    known = known_parcels(record.packages, seen, shown=shown)
    booked = {package.key: package for package in known.packages}
    lines = lines_in_parcels(record)
    left = Counter({line.number: line.quantity for line in lines})
    left.subtract(_units_in(known.packages))
    waiting = new_parcels(record, seen.values())
    misfits: dict[PackageKey, str] = {}
    while waiting:
        # A parcel booked later may leave just the line that an earlier one fits.
        rest = []
        for shipped_at, parcel in waiting:
            fit = _fit(parcel, lines, left, sku_of)
            if isinstance(fit, str):
                misfits[parcel.key] = fit
                rest.append((shipped_at, parcel))
                continue
            misfits.pop(parcel.key, None)
            left.subtract({item.line: item.units for item in fit})
            booked[parcel.key] = _booked(parcel, shipped_at, fit)
        if len(rest) == len(waiting):
            break
        waiting = rest
    return Booking(
        packages=tuple(booked.values()),
        misfits=(*known.misfits, *misfits.values()),
        changed=known.changed,
        differing=known.differing,
    )


def _booked(parcel: ErpPackage, shipped_at: datetime, items: tuple[PackedUnits, ...]) -> Package:
    return Package(
        key=parcel.key,
        tracking_number=parcel.tracking_number.strip(),
        shipping_method=parcel.shipping_method.strip(),
        shipped_at=shipped_at,
        items=items,
    )


def new_parcels(
    record: OrderRecord, packages: Iterable[ErpPackage]
) -> list[tuple[datetime, ErpPackage]]:
    """
    Return the parcels that have left and are not booked yet, with the time, oldest first.
    """
    known = {p.key for p in record.packages if p.state is not PackageState.SUPERSEDED}
    new = [
        (parcel.shipped_at, parcel)
        for parcel in packages
        if parcel.key not in known and parcel.shipped_at is not None and has_left(parcel)
    ]
    return sorted(new, key=lambda pair: (pair[0], pair[1].key))


def progress(record: OrderRecord) -> Progress:
    """
    Return how many units of each line are in parcels; superseded parcels do not count.
    """
    shipped = _units_in(record.packages)
    return Progress(
        shipped=MappingProxyType(dict(shipped)),
        complete=_covers(record, shipped),
        any=shipped.total() > 0,
    )


def shipping_state(record: OrderRecord) -> LedgerState:
    """
    Return the state an order the ERP has is in, by what is in its parcels.

    Confirmed means the marketplace accepted parcels with every unit.
    """
    accepted = _units_in(p for p in record.packages if p.state is PackageState.ACCEPTED)
    so_far = progress(record)
    if _covers(record, accepted):
        return LedgerState.CONFIRMED
    if so_far.complete:
        return LedgerState.SHIPPED
    return LedgerState.PARTIALLY_SHIPPED if so_far.any else LedgerState.IN_ERP


def _fit(
    parcel: ErpPackage,
    lines: Sequence[ListedLine],
    left: Mapping[LineNumber, int],
    sku_of: Callable[[ListedLine], Sku | None],
) -> tuple[PackedUnits, ...] | str:
    contents = {sku: units for sku, units in parcel.units.items() if units > 0}
    if not contents:
        return f"Parcel {parcel.tracking_number} holds no article the ERP could name."
    items: list[PackedUnits] = []
    for sku, units in contents.items():
        rest = units
        for line in lines:
            if sku_of(line) != sku:
                continue
            # One sold unit may be several of the ERP's; only whole ones can be reported.
            packed = max(0, min(left[line.number], rest // line.sold_factor))
            rest -= packed * line.sold_factor
            if packed:
                items.append(PackedUnits(line=line.number, units=packed))
        if rest:
            return (
                f"Parcel {parcel.tracking_number} holds {units} × {sku}; "
                f"{rest} of them fit on no open line of the order."
            )
    return tuple(sorted(items, key=lambda item: item.line))


def _units_in(packages: Iterable[Package]) -> Counter[LineNumber]:
    units: Counter[LineNumber] = Counter()
    for package in packages:
        if package.state is not PackageState.SUPERSEDED:
            for item in package.items:
                units[item.line] += item.units
    return units


def _covers(record: OrderRecord, units: Mapping[LineNumber, int]) -> bool:
    lines = lines_in_parcels(record)
    return bool(lines) and all(units.get(line.number, 0) >= line.quantity for line in lines)
