"""How many whole units each parcel of an order brings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

import attrs

from shared_kernel.sku import Sku

# Sums of thirteen-place numbers such as 3 x 1/3 must not fall short of the whole.
_ALMOST = Decimal("0.000001")


@attrs.frozen(kw_only=True)
class ErpPosition:
    """
    A position of an ERP order; components name the position of their set.
    """

    key: int
    number: str
    units: Decimal
    #: None for a position that is no component.
    set_key: int | None


@attrs.frozen(kw_only=True)
class PackedPosition:
    """
    A share of a position in a parcel.
    """

    parcel: int
    position: int
    units: Decimal


def units_per_parcel(
    positions: Iterable[ErpPosition], packed: Iterable[PackedPosition], parcels: Sequence[int]
) -> Mapping[int, Mapping[Sku, int]]:
    """
    Return the units per article in each of one order's *parcels*, given as they left.

    A unit counts in the parcel that completes it: a set in the one with its last
    component, two halves in the second.  So nothing is counted twice and nothing
    before it has left.
    """
    known = {position.key: position for position in positions}
    lying: dict[int, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for share in packed:
        lying[share.parcel][share.position] += share.units
    counted = _counted_positions(known, {share for per in lying.values() for share in per})

    sent: dict[int, Decimal] = defaultdict(Decimal)
    before: dict[int, int] = defaultdict(int)
    result: dict[int, Mapping[Sku, int]] = {}
    for parcel in parcels:
        for position, units in lying[parcel].items():
            sent[position] += units
        units_of: dict[Sku, int] = defaultdict(int)
        for key, parts in counted.items():
            complete = _complete(sent, parts)
            if complete > before[key]:
                units_of[Sku(known[key].number)] += complete - before[key]
                before[key] = complete
        result[parcel] = dict(units_of)
    return result


def _counted_positions(
    known: Mapping[int, ErpPosition], packed: set[int]
) -> Mapping[int, Mapping[int, Decimal]]:
    """
    Return the positions to count, each with what one unit of it takes of which positions.
    """
    components: dict[int, list[ErpPosition]] = defaultdict(list)
    for position in known.values():
        if position.set_key is not None:
            components[position.set_key].append(position)

    counted: dict[int, Mapping[int, Decimal]] = {}
    for position in known.values():
        if position.set_key in known or not position.number.strip():
            continue
        parts = components[position.key]
        # A set that was packed as itself needs no look at its components.
        if parts and position.key not in packed and position.units > 0:
            counted[position.key] = {
                part.key: part.units / position.units for part in parts if part.units > 0
            }
        else:
            counted[position.key] = {position.key: Decimal(1)}
    return counted


def _complete(sent: Mapping[int, Decimal], parts: Mapping[int, Decimal]) -> int:
    wholes = (sent.get(position, Decimal(0)) / per_unit for position, per_unit in parts.items())
    least = min(wholes, default=Decimal(0))
    return int((least + _ALMOST).to_integral_value(ROUND_FLOOR))
