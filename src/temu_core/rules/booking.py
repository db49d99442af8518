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
from temu_core.rules.lines_to_ship import lines_in_parcels

#: What the marketplace was told, or may have been told, is not altered here.
_TOLD = frozenset({PackageState.SENDING, PackageState.ACCEPTED, PackageState.UNKNOWN})


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
    known = _known(record.packages, seen, shown=shown)
    booked = {package.key: package for package in known.packages}
    misfits = list(known.misfits)
    lines = lines_in_parcels(record)
    left = Counter({line.number: line.quantity for line in lines})
    left.subtract(_units_in(known.packages))
    for shipped_at, parcel in _new(record, seen):
        fit = _fit(parcel, lines, left, sku_of)
        if isinstance(fit, str):
            misfits.append(fit)
            continue
        left.subtract({item.line: item.units for item in fit})
        booked[parcel.key] = Package(
            key=parcel.key,
            tracking_number=parcel.tracking_number.strip(),
            shipping_method=parcel.shipping_method.strip(),
            shipped_at=shipped_at,
            items=fit,
        )
    return attrs.evolve(known, packages=tuple(booked.values()), misfits=tuple(misfits))


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


def _known(
    packages: Sequence[Package], seen: Mapping[PackageKey, ErpPackage], *, shown: bool
) -> Booking:
    after: list[Package] = []
    misfits: list[str] = []
    changed: list[str] = []
    differing: list[str] = []
    for package in packages:
        erp = seen.get(package.key)
        if package.state is PackageState.SUPERSEDED or (erp is None and not shown):
            after.append(package)
        elif package.state in _TOLD:
            after.append(package)
            differing += _difference(package, erp)
        elif erp is None:
            after.append(attrs.evolve(package, state=PackageState.SUPERSEDED))
            changed.append(f"The ERP does not show {_named(package)} any more; it is not told.")
        elif not _counts(erp):
            # To tell the buyer now would be wrong.
            after.append(package)
            misfits.append(f"The ERP took back {_named(package)}.")
        else:
            follower, notes = _followed(package, erp)
            after.append(follower)
            changed += notes
    return Booking(
        packages=tuple(after),
        misfits=tuple(misfits),
        changed=tuple(changed),
        differing=tuple(differing),
    )


def _difference(package: Package, erp: ErpPackage | None) -> tuple[str, ...]:
    told = f"after the marketplace was told ({package.state.value})"
    if erp is None:
        return (f"The ERP does not show {_named(package)} any more {told}.",)
    if not _counts(erp):
        return (f"The ERP took back {_named(package)}.",)
    if _same_words(package, erp):
        return ()
    return (f"{_altered(package, erp)} {told}.",)


def _followed(package: Package, erp: ErpPackage) -> tuple[Package, tuple[str, ...]]:
    if _same_words(package, erp):
        return package, ()
    after = attrs.evolve(
        package,
        tracking_number=erp.tracking_number.strip(),
        shipping_method=erp.shipping_method.strip(),
        shipped_at=erp.shipped_at or package.shipped_at,
        state=PackageState.FOUND,
        refusal="",
    )
    return after, (f"{_altered(package, erp)}.",)


def _same_words(package: Package, erp: ErpPackage) -> bool:
    number, method = erp.tracking_number.strip(), erp.shipping_method.strip()
    return (number, method) == (package.tracking_number, package.shipping_method)


def _altered(package: Package, erp: ErpPackage) -> str:
    number, method = erp.tracking_number.strip(), erp.shipping_method.strip()
    return f"The ERP changed {_named(package)} to {number} by {method!r}"


def _named(package: Package) -> str:
    return f"parcel {package.tracking_number} by {package.shipping_method!r}"


def _counts(parcel: ErpPackage) -> bool:
    return parcel.shipped_at is not None and bool(parcel.tracking_number.strip())


def _new(
    record: OrderRecord, seen: Mapping[PackageKey, ErpPackage]
) -> list[tuple[datetime, ErpPackage]]:
    known = {p.key for p in record.packages if p.state is not PackageState.SUPERSEDED}
    new = [
        (parcel.shipped_at, parcel)
        for parcel in seen.values()
        if parcel.key not in known and parcel.shipped_at is not None and _counts(parcel)
    ]
    return sorted(new, key=lambda pair: (pair[0], pair[1].key))


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
