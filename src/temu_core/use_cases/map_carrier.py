"""Learn which marketplace carrier an ERP shipping method is."""

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext
from temu_core.ledger import HoldReason, Remedy
from temu_core.order import ShopId
from temu_core.package import CarrierId, CarrierMapping
from temu_core.ports.mappings import CarrierMap
from temu_core.ports.order_book import OrderBook
from temu_core.ports.shipment_desk import ShipmentDesk
from temu_core.use_cases.held_for import held_for
from temu_core.use_cases.mend_orders import Mended, MendOrders


@attrs.frozen(kw_only=True)
class MapCarrier:
    """
    Store the mapping and try again every order that was held for this shipping method.
    """

    carrier_map: CarrierMap
    desk: ShipmentDesk
    order_book: OrderBook
    mend_orders: MendOrders
    clock: Clock

    def __call__(
        self, run: RunContext, shipping_method: str, carrier: CarrierId, *, person: str
    ) -> Mended:
        """
        Return which held orders go on.

        Raises:
            RejectedError: The marketplace has no such carrier.
            UnavailableError: The marketplace did not answer.
        """
        known = {c.id: c.name for c in self.desk.carriers()}
        if carrier not in known:
            names = ", ".join(f"{name} ({id_})" for id_, name in sorted(known.items())[:20])
            raise RejectedError(
                f"the marketplace has no carrier {carrier}; it has {names}", field="carrier"
            )
        mapping = CarrierMapping(shipping_method=shipping_method, carrier=carrier)
        self.carrier_map.put(run.fence, mapping, by=person, at=self.clock.now())
        numbers = held_for(
            self.order_book,
            ShopId(run.fence.shop),
            [HoldReason.CARRIER_UNKNOWN],
            shipping_method,
        )
        return self.mend_orders(run, numbers, Remedy.MAP_CARRIER, person=person)
