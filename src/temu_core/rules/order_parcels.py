"""What the new parcels of one order would tell the marketplace, and what stands against it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

import attrs

from temu_core.confirmation import Acceptance, ConfirmedParcel, ConfirmedUnits
from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.order import LineNumber, MarketplaceStatus, OrderLabel
from temu_core.package import CarrierId, Package, PackageKey, PackageState, WarehouseId
from temu_core.record import OrderRecord
from temu_core.rules.carriers import carrier_for
from temu_core.rules.lines_to_ship import lines_in_parcels

#: By accepting this, the seller refuses what the label asks for.
REFUSAL_OF: Mapping[OrderLabel, Acceptance] = MappingProxyType(
    {
        OrderLabel.PENDING_CANCELLATION: Acceptance.DENY_CANCELLATION,
        OrderLabel.PENDING_ADDRESS_CHANGE: Acceptance.DENY_ADDRESS_CHANGE,
        OrderLabel.RISK_ALERT: Acceptance.DENY_RISK_ALERT,
    }
)

_STOPPED = frozenset(
    {
        LedgerState.HELD,
        LedgerState.CANCELLED,
        LedgerState.CANCELLED_AFTER_EXPORT,
        LedgerState.CANCELLED_IN_ERP,
        LedgerState.CLOSED_ELSEWHERE,
    }
)


@attrs.frozen(kw_only=True)
class OrderParcels:
    """
    The parcels of one order nobody was told of yet, one per tracking number.
    """

    record: OrderRecord
    parcels: tuple[ConfirmedParcel, ...]
    keys: tuple[PackageKey, ...]
    #: Units in these parcels and in those accepted before, per line.
    covered: Mapping[LineNumber, int]
    #: No other parcel of the order is told, under way, refused, or left before the export.
    only: bool
    acceptance: frozenset[Acceptance]

    @property
    def complete(self) -> bool:
        """
        Every line the seller ships is in parcels with all its units.
        """
        lines = lines_in_parcels(self.record)
        return all(self.covered.get(line.number, 0) >= line.quantity for line in lines)

    @property
    def whole_order(self) -> bool:
        """
        One parcel holds everything the order still asks for.
        """
        return self.only and self.complete and len(self.parcels) == 1


def same_number(tracking_number: str) -> str:
    """
    Return the form in which two spellings of one tracking number are equal.
    """
    return tracking_number.strip().casefold()


def found_packages(record: OrderRecord) -> tuple[Package, ...]:
    """
    Return the parcels nobody was told of yet, by tracking number and key.
    """
    found = (p for p in record.packages if p.state is PackageState.FOUND)
    return tuple(sorted(found, key=lambda p: (same_number(p.tracking_number), p.key)))


def is_stopped(record: OrderRecord) -> bool:
    """
    Return whether nothing may be confirmed until a person or the marketplace moved the order.
    """
    return record.state in _STOPPED or record.listed.status is MarketplaceStatus.CANCELLED


def assess(
    record: OrderRecord,
    carriers: Mapping[str, CarrierId | None],
    warehouse: WarehouseId | None,
    accepted: Collection[Acceptance],
) -> OrderParcels | Hold | str:
    """
    Return what to tell of an order by itself, a hold, or in words what it waits for.
    """
    packages = found_packages(record)
    needed = frozenset(REFUSAL_OF[label] for label in record.listed.labels)
    waits = _waits(record, needed.difference(accepted))
    return (
        waits
        or _carrier_hold(packages, carriers)
        or _number_hold(record, packages)
        or _content_hold(record, packages)
        or OrderParcels(
            record=record,
            parcels=_parcels(record, packages, carriers, warehouse),
            keys=tuple(package.key for package in packages),
            covered=MappingProxyType(dict(_units(_told(record)) + _units(packages))),
            only=not record.shipped_before
            and all(package in packages for package in _live(record)),
            acceptance=needed,
        )
    )


def _waits(record: OrderRecord, not_accepted: Collection[Acceptance]) -> str:
    if record.listed.status is MarketplaceStatus.CANCELLED:
        return "The marketplace shows the order as cancelled."
    if is_stopped(record):
        return f"The order is {record.state.value.replace('_', ' ')}."
    if not_accepted:
        asked = [
            label.value.replace("_", " ")
            for label in OrderLabel
            if REFUSAL_OF[label] in not_accepted
        ]
        return f"The marketplace shows: {', '.join(asked)}."
    unsettled = (PackageState.SENDING, PackageState.UNKNOWN)
    if any(package.state in unsettled for package in record.packages):
        return "What became of an earlier confirmation of this order is not known yet."
    return ""


def _carrier_hold(
    packages: Iterable[Package], carriers: Mapping[str, CarrierId | None]
) -> Hold | None:
    by_number: dict[str, CarrierId] = {}
    for package in packages:
        carrier = carrier_for(package.shipping_method, carriers)
        if carrier is None:
            text = f"No marketplace carrier is mapped to {package.shipping_method!r}."
        elif by_number.setdefault(same_number(package.tracking_number), carrier) != carrier:
            text = f"Parcel number {package.tracking_number} has two different carriers."
        else:
            continue
        return Hold(reason=HoldReason.CARRIER_UNKNOWN, text=text, subject=package.shipping_method)
    return None


def _number_hold(record: OrderRecord, packages: Iterable[Package]) -> Hold | None:
    # The marketplace takes a number once; later units under it would be lost.
    told = {same_number(package.tracking_number) for package in _told(record)}
    for package in packages:
        if same_number(package.tracking_number) in told:
            return Hold(
                reason=HoldReason.TRACKING_SHARED,
                text=f"Parcel number {package.tracking_number} was already confirmed "
                "for other units of this order.",
                subject=package.tracking_number,
            )
    return None


def _content_hold(record: OrderRecord, packages: Iterable[Package]) -> Hold | None:
    open_units = {line.number: line.quantity for line in lines_in_parcels(record)}
    covered = _units(_told(record)) + _units(packages)
    for package in packages:
        content = _units([package])
        if content and all(covered[line] <= open_units.get(line, 0) for line in content):
            continue
        return Hold(
            reason=HoldReason.PACKAGE_MISMATCH,
            text=f"Parcel {package.tracking_number} does not hold what the order asks for (now).",
            subject=package.tracking_number,
        )
    return None


def _parcels(
    record: OrderRecord,
    packages: Iterable[Package],
    carriers: Mapping[str, CarrierId | None],
    warehouse: WarehouseId | None,
) -> tuple[ConfirmedParcel, ...]:
    by_number: dict[str, list[Package]] = {}
    for package in packages:
        by_number.setdefault(same_number(package.tracking_number), []).append(package)
    parcels: list[ConfirmedParcel] = []
    for _, same in sorted(by_number.items()):
        carrier = carrier_for(same[0].shipping_method, carriers)
        if carrier is None:
            raise ValueError("a parcel without a carrier must be held")
        items = tuple(
            ConfirmedUnits(order=record.number, line=line, units=units)
            for line, units in sorted(_units(same).items())
        )
        number = same[0].tracking_number.strip()
        parcels.append(
            ConfirmedParcel(
                carrier=carrier, tracking_number=number, warehouse=warehouse, items=items
            )
        )
    return tuple(parcels)


def _told(record: OrderRecord) -> tuple[Package, ...]:
    return tuple(p for p in record.packages if p.state is PackageState.ACCEPTED)


def _live(record: OrderRecord) -> tuple[Package, ...]:
    return tuple(p for p in record.packages if p.state is not PackageState.SUPERSEDED)


def _units(packages: Iterable[Package]) -> Counter[LineNumber]:
    units: Counter[LineNumber] = Counter()
    for package in packages:
        for item in package.items:
            units[item.line] += item.units
    # Lines with nothing in the parcel would be refused.
    return +units
