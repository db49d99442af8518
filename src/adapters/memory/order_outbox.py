"""A folder of order documents in memory."""

from collections.abc import Collection, Mapping

import attrs

from adapters.memory.erp import MemoryErp
from shared_kernel.errors import Problem
from temu_core.document import ExportBatch
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover, OrderHandover


@attrs.frozen
class MemoryOrderOutbox(OrderHandover):
    """
    Puts documents into a memory ERP's folder; they lie there until somebody takes them away.

    Unlike an inbox it cannot see whether an order is booked already.
    """

    erp: MemoryErp

    def waiting(self, numbers: Collection[OrderNumber]) -> frozenset[OrderNumber]:
        self.erp.demand_up()
        with self.erp.lock:
            there = {order.number for orders in self.erp.documents.values() for order in orders}
        return frozenset(numbers) & there

    def deliver(self, batch: ExportBatch) -> Mapping[OrderNumber, Handover | Problem]:
        with self.erp.lock:
            waiting = self.waiting([order.number for order in batch.orders])
            fresh = tuple(order for order in batch.orders if order.number not in waiting)
            if fresh:
                self.erp.documents[self._free_name(batch)] = fresh
        return {
            order.number: Handover.DELIVERED if order in fresh else Handover.ALREADY_WAITING
            for order in batch.orders
        }

    def archive(self, batch: ExportBatch) -> None:
        self.erp.demand_up()
        with self.erp.lock:
            for name in [name for name in self.erp.documents if _batch_of(name) == batch.id]:
                del self.erp.documents[name]
            self.erp.archived.add(batch.id)

    def erase(self, batch_id: str) -> None:
        self.erp.demand_up()
        with self.erp.lock:
            self.erp.archived.discard(batch_id)

    def _free_name(self, batch: ExportBatch) -> str:
        # One document per order at most, so one of these is free.
        names = (f"{batch.id}/{part}" for part in range(1, len(batch.orders) + 2))
        return next(name for name in names if name not in self.erp.documents)


def _batch_of(name: str) -> str:
    return name.rpartition("/")[0]
