"""Handing orders to the ERP in memory."""

from collections.abc import Collection, Mapping

import attrs

from adapters.memory.erp import MemoryErp
from shared_kernel.errors import Family, Problem
from temu_core.document import ExportBatch, RenderedOrder
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover, OrderHandover


@attrs.frozen
class MemoryOrderHandover(OrderHandover):
    """
    Puts orders into a memory ERP's inbox; ``MemoryErp.book_waiting`` takes them out.
    """

    erp: MemoryErp

    def waiting(self, numbers: Collection[OrderNumber]) -> frozenset[OrderNumber]:
        self.erp.demand_up()
        with self.erp.lock:
            return frozenset(numbers) & self.erp.inbox.keys()

    def deliver(self, batch: ExportBatch) -> Mapping[OrderNumber, Handover | Problem]:
        self.erp.demand_up()
        with self.erp.lock:
            return {order.number: self._put(order) for order in batch.orders}

    def archive(self, batch: ExportBatch) -> None:
        self.erp.demand_up()
        with self.erp.lock:
            self.erp.archived.add(batch.id)

    def erase(self, batch_id: str) -> None:
        self.erp.demand_up()
        with self.erp.lock:
            self.erp.archived.discard(batch_id)

    def _put(self, order: RenderedOrder) -> Handover | Problem:
        moods = self.erp.moods
        if order.number in self.erp.inbox or self._is_booked(order.number):
            return Handover.ALREADY_WAITING
        if order.number in moods.refuses:
            return Problem(family=Family.FIX_DATA, text=moods.refuses[order.number])
        if not moods.loses_requests:
            self.erp.inbox[order.number] = order
        if moods.loses_requests or moods.loses_answers:
            return Problem(family=Family.OUTCOME_UNKNOWN, text="the ERP's answer was lost")
        return Handover.DELIVERED

    def _is_booked(self, number: OrderNumber) -> bool:
        # As the real inbox: its INSERT looks for the order itself.
        return any(order.external == number for order in self.erp.orders)
