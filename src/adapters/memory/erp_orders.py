"""The ERP's orders, in memory."""

from collections.abc import Collection, Mapping

import attrs

from adapters.memory.erp import MemoryErp
from temu_core.erp import ErpOrder
from temu_core.order import OrderNumber
from temu_core.ports.erp_orders import ErpOrders


@attrs.frozen
class MemoryErpOrders(ErpOrders):
    """
    Looks for orders in a memory ERP.
    """

    erp: MemoryErp

    def presence(self, numbers: Collection[OrderNumber]) -> Mapping[OrderNumber, ErpOrder]:
        self.erp.demand_up()
        with self.erp.lock:
            wanted = set(numbers)
            booked = [order for order in self.erp.orders if order.external in wanted]
        return {
            number: ErpOrder(
                numbers=tuple(order.number for order in booked if order.external == number),
                cancelled=all(order.cancelled for order in booked if order.external == number),
            )
            for number in dict.fromkeys(order.external for order in booked)
        }
