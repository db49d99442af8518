"""What to tell the marketplace about parcels, and which orders cannot be told of yet."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from temu_core.confirmation import Acceptance, ConfirmedParcel, SendType, ShipmentConfirmation
from temu_core.ledger import Hold
from temu_core.order import OrderNumber
from temu_core.package import CarrierId, WarehouseId
from temu_core.record import OrderRecord
from temu_core.rules.lines_to_ship import lines_in_parcels
from temu_core.rules.order_parcels import OrderParcels, assess, found_packages, same_number
from temu_core.rules.shared_parcels import SharedNumbers, settle_shared
from temu_core.shop import PartialDelivery, ShipmentPolicy


@attrs.frozen(kw_only=True)
class ConfirmationPlan:
    """
    The calls to make, and of every order left out, why.

    Each order with a new parcel is in exactly one of the three.
    """

    confirmations: tuple[ShipmentConfirmation, ...]
    holds: Mapping[OrderNumber, Hold]
    #: What an order waits for, in words.
    waiting: Mapping[OrderNumber, str]


def plan_confirmations(
    orders: Sequence[OrderRecord],
    *,
    carriers: Mapping[str, CarrierId | None],
    warehouse: WarehouseId | None,
    policy: ShipmentPolicy,
    acceptance: Mapping[OrderNumber, frozenset[Acceptance]],
) -> ConfirmationPlan:
    """
    Return how to tell the marketplace about every parcel it does not know.

    A single parcel with the whole order is told as such; several parcels go in
    one call, with ``wait`` once every line is complete, with ``early`` as soon
    as the lines in the parcels are (the marketplace takes a line only whole).
    An order with a pending request waits unless a person accepted to refuse it.
    No tracking number is told twice.  The order of *orders* makes no difference.

    Args:
        orders: The orders with new parcels, and all others whose parcels may
            bear the same numbers.
        carriers: The carrier per shipping method; None where it is not mapped.
        warehouse: Where the parcels come from; None for shops that have none.
        acceptance: Which pending requests a person decided to refuse.
    """
    candidates = sorted(
        (record for record in orders if found_packages(record)), key=lambda record: record.number
    )
    verdicts = {
        record.number: assess(
            record, carriers, warehouse, acceptance.get(record.number, frozenset())
        )
        for record in candidates
    }
    shared = SharedNumbers.of(orders)
    calls: dict[str, ShipmentConfirmation] = {}
    holds: dict[OrderNumber, Hold] = {}
    waiting: dict[OrderNumber, str] = {}
    for number, verdict in verdicts.items():
        settled: ShipmentConfirmation | Hold | str
        if isinstance(verdict, OrderParcels):
            settled = _settle(verdict, shared.sharers(verdict), verdicts, policy)
        else:
            settled = verdict
        if isinstance(settled, Hold):
            holds[number] = settled
        elif isinstance(settled, str):
            waiting[number] = settled
        else:
            calls[settled.id] = settled
    return ConfirmationPlan(
        confirmations=tuple(calls.values()),
        holds=MappingProxyType(holds),
        waiting=MappingProxyType(waiting),
    )


def _settle(
    own: OrderParcels,
    sharers: Sequence[OrderRecord],
    verdicts: Mapping[OrderNumber, OrderParcels | Hold | str],
    policy: ShipmentPolicy,
) -> ShipmentConfirmation | Hold | str:
    if sharers:
        together = settle_shared(own, sharers, verdicts)
        return _shared(together) if isinstance(together, tuple) else together
    if own.whole_order:
        return _confirmation(SendType.ONE_PARCEL, own.parcels, (own,))
    return _waits_for(own, policy) or _confirmation(SendType.SEVERAL_PARCELS, own.parcels, (own,))


def _waits_for(own: OrderParcels, policy: ShipmentPolicy) -> str:
    if own.complete:
        return ""
    lines = lines_in_parcels(own.record)
    if policy.partial_delivery is PartialDelivery.WAIT:
        packed = sum(own.covered.get(line.number, 0) for line in lines)
        units = sum(line.quantity for line in lines)
        return f"{packed} of {units} units are in parcels; it is confirmed once all are."
    told_now = {item.line for parcel in own.parcels for item in parcel.items}
    for line in lines:
        packed = own.covered.get(line.number, 0)
        if line.number in told_now and packed < line.quantity:
            # Temu wants each line's quantity declared completely in one go.
            return f"Only {packed} of {line.quantity} units of line {line.number} are in parcels."
    return ""


def _shared(together: Sequence[OrderParcels]) -> ShipmentConfirmation:
    first = together[0].parcels[0]
    items = tuple(item for own in together for item in own.parcels[0].items)
    return _confirmation(SendType.SHARED_PARCEL, (attrs.evolve(first, items=items),), together)


def _confirmation(
    send_type: SendType, parcels: tuple[ConfirmedParcel, ...], orders: Sequence[OrderParcels]
) -> ShipmentConfirmation:
    return ShipmentConfirmation(
        id=_id(send_type, parcels),
        send_type=send_type,
        parcels=parcels,
        packages=MappingProxyType({own.record.number: own.keys for own in orders}),
        acceptance=frozenset().union(*(own.acceptance for own in orders)),
    )


def _id(send_type: SendType, parcels: Sequence[ConfirmedParcel]) -> str:
    content = [
        [
            parcel.tracking_number,
            parcel.carrier,
            parcel.warehouse,
            sorted([item.order, item.line, item.units] for item in parcel.items),
        ]
        for parcel in sorted(parcels, key=lambda parcel: same_number(parcel.tracking_number))
    ]
    canonical = json.dumps([int(send_type), content], separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:16]
