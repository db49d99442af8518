"""I5: every tracking number comes to an end."""

from collections.abc import Mapping
from typing import Any

from adapters.memory.tables import Tables
from simulation.faults import Call
from simulation.ports import SHOP
from simulation.promises.promise import Promise
from simulation.witness import Runner
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.package import ErpPackage, PackageState

_STOPPED = frozenset(
    {
        LedgerState.HELD,
        LedgerState.CANCELLED,
        LedgerState.CANCELLED_AFTER_EXPORT,
        LedgerState.CANCELLED_IN_ERP,
        LedgerState.CLOSED_ELSEWHERE,
    }
)


class ParcelsComeToAnEnd(Promise):
    """
    Every known tracking number ends accepted, superseded or held with a reason.

    None is dropped, none is told that the ERP did not show for that order, and
    none is told again once the marketplace has taken it.
    """

    name = "I5"

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.orders is after.orders:
            return
        for key, record in after.orders.items():
            was = before.orders.get(key)
            if was is None or record is was or record.packages is was.packages:
                continue
            kept = {package.key for package in record.packages}
            for package in was.packages:
                if package.key not in kept:
                    self.broken(
                        f"parcel {package.tracking_number} of {record.number} was forgotten"
                    )

    def requested(self, call: Call, args: Mapping[str, Any], runner: Runner) -> None:
        if call.method != "confirm":
            return
        for confirmation in args["confirmations"]:
            for parcel in confirmation.parcels:
                number = parcel.tracking_number.casefold()
                if number in self.witness.told:
                    self.broken(
                        f"parcel {parcel.tracking_number} was told again after it was accepted"
                    )
                for item in parcel.items:
                    if (item.order, number) not in self.witness.numbers_shown:
                        self.broken(
                            f"parcel {parcel.tracking_number} was told for {item.order}, "
                            "where the ERP never showed it"
                        )

    def settled(self) -> None:
        told = {
            (known.order, known.tracking_number.casefold())
            for known in self.world.marketplace.shipments
        }
        for parcel in self.world.erp.parcels:
            number = parcel.tracking_number.strip().casefold()
            if parcel.shipped_at is None or not number or (parcel.order, number) in told:
                continue
            self._stopped(parcel)
        for (_, number), record in self.world.tables.orders.items():
            if record.state in _STOPPED:
                continue
            for package in record.packages:
                if package.state not in (PackageState.ACCEPTED, PackageState.SUPERSEDED):
                    self.broken(
                        f"parcel {package.tracking_number} of {number} is {package.state.value} "
                        "for ever"
                    )

    def _stopped(self, parcel: ErpPackage) -> None:
        """
        A parcel nobody was told of must have stopped its order, or be known to a person.
        """
        record = self.world.tables.orders.get((SHOP, OrderNumber(parcel.order)))
        if record is None or record.state in _STOPPED:
            return
        if any(parcel.tracking_number.strip() in text for text in record.reported):
            return
        self.broken(
            f"parcel {parcel.tracking_number} of {parcel.order} left, the marketplace was never "
            f"told of it and the order is {record.state.value}"
        )
