"""Look for orders where they may be on the ERP's side."""

from collections.abc import Collection, Mapping

import attrs

from temu_core.erp import ErpOrder
from temu_core.order import OrderNumber
from temu_core.ports.erp_orders import ErpOrders
from temu_core.ports.order_handover import OrderHandover


@attrs.frozen(kw_only=True)
class Sightings:
    """
    Where orders were seen.
    """

    #: At the handover place.
    waiting: frozenset[OrderNumber] = frozenset()
    #: In the ERP itself.
    in_erp: Mapping[OrderNumber, ErpOrder] = attrs.field(factory=dict)

    def __contains__(self, number: object) -> bool:
        return number in self.waiting or number in self.in_erp

    def and_(self, later: "Sightings") -> "Sightings":
        """
        Return what either look saw; of the ERP what *later* saw.
        """
        return Sightings(
            waiting=self.waiting | later.waiting, in_erp={**self.in_erp, **later.in_erp}
        )


@attrs.frozen(kw_only=True)
class LookForOrders:
    """
    Ask the handover place and the ERP for orders; reads only.
    """

    erp_orders: ErpOrders
    handover: OrderHandover

    def __call__(
        self, numbers: Collection[OrderNumber], *, maybe_sent: Collection[OrderNumber] = ()
    ) -> Sightings:
        """
        Return where each of *numbers* was seen.

        Args:
            maybe_sent: Those whose attempt has no known outcome.  Seen nowhere, they are
                asked about once more: an empty answer counts as a proof then, and a place
                that wrongly gives one (a share that is gone, a database coming up) must not
                make an order come twice.
        """
        seen = self._once(numbers)
        nowhere = [number for number in maybe_sent if number not in seen]
        return seen.and_(self._once(nowhere)) if nowhere else seen

    def _once(self, numbers: Collection[OrderNumber]) -> Sightings:
        # First where an order waits, then the ERP: one that is booked in between is seen.
        waiting = self.handover.waiting(numbers)
        return Sightings(waiting=waiting, in_erp=self.erp_orders.presence(numbers))
