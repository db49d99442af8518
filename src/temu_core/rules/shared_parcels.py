"""Parcels that hold the goods of several orders."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import attrs

from temu_core.ledger import Hold, HoldReason
from temu_core.order import OrderNumber
from temu_core.package import PackageState
from temu_core.record import OrderRecord
from temu_core.rules.order_parcels import OrderParcels, is_stopped, same_number


@attrs.frozen(kw_only=True)
class SharedNumbers:
    """
    Which orders a tracking number stands on; superseded parcels do not count.
    """

    #: Only numbers on more than one order.
    orders: Mapping[str, tuple[OrderRecord, ...]]

    @classmethod
    def of(cls, records: Iterable[OrderRecord]) -> "SharedNumbers":
        """
        Return the numbers that several of *records* have in common.
        """
        orders: dict[str, dict[OrderNumber, OrderRecord]] = {}
        for record in records:
            for package in record.packages:
                if package.state is not PackageState.SUPERSEDED:
                    number = same_number(package.tracking_number)
                    orders.setdefault(number, {})[record.number] = record
        return cls(
            orders=MappingProxyType(
                {
                    number: tuple(sharers[key] for key in sorted(sharers))
                    for number, sharers in orders.items()
                    if len(sharers) > 1
                }
            )
        )

    def sharers(self, own: OrderParcels) -> tuple[OrderRecord, ...]:
        """
        Return the orders with a number in common with *own*'s new parcels, *own* included.
        """
        found = {
            record.number: record
            for parcel in own.parcels
            for record in self.orders.get(same_number(parcel.tracking_number), ())
        }
        return tuple(found[number] for number in sorted(found))


def settle_shared(
    own: OrderParcels,
    sharers: Iterable[OrderRecord],
    verdicts: Mapping[OrderNumber, OrderParcels | Hold | str],
) -> tuple[OrderParcels, ...] | Hold | str:
    """
    Return the orders to confirm in one call with *own*, or why that cannot be now.

    The marketplace takes one parcel for several orders only when it holds
    every line of each completely, and a number only once.  So each order must
    have this very parcel and no other; otherwise a person decides.  Where all
    fits but one order waits, the others wait with it.

    Args:
        own: An order nothing stands against by itself.
        sharers: All orders with a number in common with it, *own* included.
        verdicts: What was found about each order by itself.
    """
    together: list[OrderParcels] = []
    waiting: list[OrderNumber] = []
    for record in sharers:
        verdict = verdicts.get(record.number)
        if isinstance(verdict, OrderParcels) and _fits(verdict, own):
            together.append(verdict)
        elif isinstance(verdict, str) and not is_stopped(record):
            waiting.append(record.number)
        else:
            return _hold(own, record.number)
    if not _fits(own, own):
        return _hold(own, own.record.number)
    if waiting:
        return f"It shares a parcel with order {', '.join(waiting)}, which waits."
    return tuple(together)


def _fits(theirs: OrderParcels, own: OrderParcels) -> bool:
    if not theirs.whole_order:
        return False
    their_parcel, our_parcel = theirs.parcels[0], own.parcels[0]
    return their_parcel.carrier == our_parcel.carrier and same_number(
        their_parcel.tracking_number
    ) == same_number(our_parcel.tracking_number)


def _hold(own: OrderParcels, misfit: OrderNumber) -> Hold:
    numbers = ", ".join(parcel.tracking_number for parcel in own.parcels)
    return Hold(
        reason=HoldReason.TRACKING_SHARED,
        text=f"Parcel {numbers} stands on several orders, and not all of order {misfit} "
        "is in that parcel alone and unconfirmed.",
        subject=numbers,
    )
