"""The ERP's parcels, in memory."""

from collections.abc import Collection, Sequence

import attrs

from adapters.memory.erp import MemoryErp
from temu_core.order import OrderNumber
from temu_core.package import ErpPackage
from temu_core.ports.erp_packages import ErpPackages


@attrs.frozen
class MemoryErpPackages(ErpPackages):
    """
    Reads a memory ERP's parcels.
    """

    erp: MemoryErp

    def of_orders(self, numbers: Collection[OrderNumber]) -> Sequence[ErpPackage]:
        self.erp.demand_up()
        with self.erp.lock:
            wanted = set(numbers)
            return [parcel for parcel in self.erp.parcels if parcel.order in wanted]
