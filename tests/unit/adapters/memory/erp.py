"""The ERP in memory as contract tests drive it."""

from datetime import UTC, datetime

import attrs
from tests.contracts.erp_world import ErpWorld, HandoverWorld

from adapters.clock import FixedClock
from adapters.memory.erp import MemoryErp
from shared_kernel.sku import Sku
from temu_core.document import RenderedOrder
from temu_core.order import OrderNumber


def an_erp() -> MemoryErp:
    """
    Return an empty ERP.
    """
    return MemoryErp(clock=FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)))


@attrs.frozen
class MemoryErpWorld(ErpWorld):
    """
    A memory ERP.
    """

    erp: MemoryErp = attrs.field(factory=an_erp)

    def add_article(self, number: str, *, sellable: int, managed: bool = True) -> None:
        self.erp.article(number, sellable, managed=managed)

    def add_customer(self, mail: str) -> str:
        return self.erp.customer(mail)

    def book_order(self, external: OrderNumber, **units: int) -> str:
        return self.erp.book(external, {Sku(sku): count for sku, count in units.items()})

    def cancel_order(self, erp_number: str) -> None:
        order = next(order for order in self.erp.orders if order.number == erp_number)
        self.erp.cancel(order.external, only=erp_number)

    def pack(
        self, external: OrderNumber, *, tracking_number: str, left: bool = True, **units: int
    ) -> None:
        content = {Sku(sku): count for sku, count in units.items()}
        self.erp.pack(external, content, tracking_number=tracking_number, left=left)

    def go_down(self) -> None:
        self.erp.moods.down = True


@attrs.frozen
class MemoryHandoverWorld(HandoverWorld):
    """
    A memory ERP's inbox.
    """

    erp: MemoryErp = attrs.field(factory=an_erp)

    def document(self, number: OrderNumber) -> RenderedOrder:
        return RenderedOrder(number=number, body=b'{"positions": []}')

    def times_waiting(self, number: OrderNumber) -> int:
        return int(number in self.erp.inbox)

    def go_down(self) -> None:
        self.erp.moods.down = True

    def come_back(self) -> None:
        self.erp.moods.down = False
