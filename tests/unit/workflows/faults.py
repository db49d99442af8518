"""Processes that die and answers that get lost, each at a chosen moment."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import attrs

from adapters.memory.erp import MemoryErp
from adapters.memory.erp_orders import MemoryErpOrders
from adapters.memory.erp_packages import MemoryErpPackages
from adapters.memory.erp_schema import MemoryErpSchema
from adapters.memory.erp_stock import MemoryErpStock
from adapters.memory.marketplace_stock import MemoryMarketplaceStock
from adapters.memory.offer_feed import MemoryOfferFeed
from adapters.memory.order_feed import MemoryOrderFeed
from adapters.memory.order_handover import MemoryOrderHandover
from adapters.memory.run_book import MemoryRunBook
from adapters.memory.shipment_desk import MemoryShipmentDesk
from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from job_core.run import Run, RunState
from shared_kernel.errors import Family, Problem
from shared_kernel.sku import Sku
from temu_core.confirmation import ShipmentConfirmation
from temu_core.document import ExportBatch
from temu_core.erp import ErpOrder
from temu_core.erp_shape import ErpShape
from temu_core.offer import GoodsId, SkuId
from temu_core.order import MarketplaceStatus, OrderNumber
from temu_core.package import ErpPackage
from temu_core.ports.marketplace_stock import StockCall
from temu_core.ports.offer_feed import OfferList, OfferPage
from temu_core.ports.order_feed import ListedBy, OrderPage
from temu_core.ports.order_handover import Handover
from temu_core.ports.shipment_desk import ConfirmationAccepted
from temu_core.stock import StockLevel
from temu_core.window import Window


class KilledError(BaseException):
    """
    The process died; nothing in it has a chance to tidy up.
    """


class FragileStore(MemoryStore):
    """
    A database whose process can die at any of its transactions.
    """

    def __init__(self) -> None:
        super().__init__()
        self._dies_at = 0
        self._committed = False

    def kills(self, work: Callable[[], object], *, at: int, committed: bool) -> bool:
        """
        Do *work* and die at its *at*-th transaction; False when it has fewer.

        With *committed* the process dies just after the commit, else just before.
        """
        self._dies_at, self._committed = at, committed
        try:
            return dies(work)
        finally:
            self._dies_at = 0

    @contextmanager
    def unfenced(self) -> Iterator[Tables]:
        self._dies_at -= 1
        if self._dies_at == 0 and not self._committed:
            raise KilledError
        with super().unfenced() as tables:
            yield tables
        if self._dies_at == 0 and self._committed:
            raise KilledError


def dies(work: Callable[[], object]) -> bool:
    """
    Tell whether *work* died on its way.
    """
    try:
        work()
    except KilledError:
        return True
    return False


@attrs.frozen
class DyingHandover(MemoryOrderHandover):
    """
    Dies while orders are handed over, before or after they arrived.
    """

    arrives: bool

    def deliver(self, batch: ExportBatch) -> Mapping[OrderNumber, Handover | Problem]:
        if self.arrives:
            super().deliver(batch)
        raise KilledError


@attrs.frozen(kw_only=True)
class DeadlockedHandover(MemoryOrderHandover):
    """
    Takes every order but one, whose insert is rolled back.
    """

    erp: MemoryErp = attrs.field(kw_only=False)
    unlucky: OrderNumber

    def deliver(self, batch: ExportBatch) -> Mapping[OrderNumber, Handover | Problem]:
        others = [order for order in batch.orders if order.number != self.unlucky]
        answers = dict(super().deliver(attrs.evolve(batch, orders=tuple(others))))
        answers[self.unlucky] = Problem(family=Family.TRY_LATER, text="deadlock")
        return answers


@attrs.frozen
class DyingDesk(MemoryShipmentDesk):
    """
    Dies while the marketplace is told of parcels, before or after it knew.
    """

    arrives: bool

    def confirm(
        self, confirmations: Sequence[ShipmentConfirmation]
    ) -> Mapping[str, ConfirmationAccepted | Problem]:
        if self.arrives:
            super().confirm(confirmations)
        raise KilledError


@attrs.frozen
class BusyDesk(MemoryShipmentDesk):
    """
    Takes no confirmation now.
    """

    def confirm(
        self, confirmations: Sequence[ShipmentConfirmation]
    ) -> Mapping[str, ConfirmationAccepted | Problem]:
        return {c.id: Problem(family=Family.TRY_LATER, text="busy") for c in confirmations}


@attrs.frozen
class EventfulStock(MemoryMarketplaceStock):
    """
    Lets something happen while each batch of stock is on its way, given its size.
    """

    happens: Callable[[int], object]

    def set_units(self, calls: Sequence[StockCall]) -> Mapping[SkuId, Problem | None]:
        self.happens(len(calls))
        return super().set_units(calls)


@attrs.frozen
class EventfulDesk(MemoryShipmentDesk):
    """
    Lets something happen while each batch of confirmations is on its way, given its size.
    """

    happens: Callable[[int], object]

    def confirm(
        self, confirmations: Sequence[ShipmentConfirmation]
    ) -> Mapping[str, ConfirmationAccepted | Problem]:
        self.happens(len(confirmations))
        return super().confirm(confirmations)


@attrs.frozen
class SilentStock(MemoryMarketplaceStock):
    """
    Does not say what offers show.
    """

    def units(self, offers: Mapping[SkuId, GoodsId]) -> Mapping[SkuId, int | Problem]:
        return dict.fromkeys(offers, Problem(family=Family.TRY_LATER, text="not now"))


@attrs.frozen
class MovingFeed(MemoryOrderFeed):
    """
    Lets something happen each time after a page of the list was answered.
    """

    happens: Callable[[int], object]

    def page(
        self,
        window: Window,
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> OrderPage:
        page = super().page(window, number, by=by, status=status)
        self.happens(number)
        return page


@attrs.frozen
class MovingOfferFeed(MemoryOfferFeed):
    """
    Lets something happen each time before a page of offers is answered.
    """

    happens: Callable[[], object]

    def page(self, which: OfferList, number: int) -> OfferPage:
        self.happens()
        return super().page(which, number)


@attrs.frozen
class StuckFeed(MemoryOrderFeed):
    """
    Answers page 1 whatever page is asked for.
    """

    def page(
        self,
        window: Window,
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> OrderPage:
        return super().page(window, 1, by=by, status=status)


@attrs.frozen
class NamelessFeed(MemoryOrderFeed):
    """
    Leaves out every order it is asked for by its number.
    """

    def by_number(self, numbers: Sequence[OrderNumber]) -> OrderPage:
        return attrs.evolve(super().by_number(numbers), orders={}, total=0)


@attrs.frozen
class FiledFeed(MemoryOrderFeed):
    """
    Shows all it has, whatever window is asked for, and each page but the first once.
    """

    asked: list[int] = attrs.field(factory=list)

    def page(
        self,
        window: Window,
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> OrderPage:
        if number != 1 and number in self.asked:
            raise ValueError(f"page {number} was asked for again")
        self.asked.append(number)
        everything = Window(start=datetime.min.replace(tzinfo=UTC), end=window.end)
        page = super().page(everything, number, by=by, status=status)
        return attrs.evolve(page, of_window=False)


@attrs.frozen
class OldPageFeed(MemoryOrderFeed):
    """
    Answers these questions for a page, counted from 1, with the very first page it ever showed.
    """

    old_at: Collection[int]
    answered: list[OrderPage] = attrs.field(factory=list)

    def page(
        self,
        window: Window,
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> OrderPage:
        page = super().page(window, number, by=by, status=status)
        self.answered.append(page)
        return self.answered[0] if len(self.answered) in self.old_at else page


@attrs.frozen
class BusyOrderFeed(MemoryOrderFeed):
    """
    Lets something happen once the list by creation was answered to its end, page 1 again included.
    """

    happens: Callable[[], object]
    asked: list[int] = attrs.field(factory=list)

    def page(
        self,
        window: Window,
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> OrderPage:
        answer = super().page(window, number, by=by, status=status)
        if by is ListedBy.CREATED:
            self.asked.append(number)
            if self.asked.count(1) == 2:
                self.happens()
        return answer


@attrs.frozen
class BusyErpStock(MemoryErpStock):
    """
    Lets something happen just before the stock is read.
    """

    happens: Callable[[], object]

    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        self.happens()
        return super().levels(skus, versions=versions)


@attrs.frozen
class BusyErpSchema(MemoryErpSchema):
    """
    Lets something happen just after it said of what the ERP is made.
    """

    happens: Callable[[], object]

    def shape(self) -> ErpShape:
        shape = super().shape()
        self.happens()
        return shape


@attrs.frozen
class ForgetfulHandover(MemoryOrderHandover):
    """
    Says once that nothing waits, whatever waits.
    """

    forgot: list[bool] = attrs.field(factory=list)

    def waiting(self, numbers: Collection[OrderNumber]) -> frozenset[OrderNumber]:
        found = super().waiting(numbers)
        if found and not self.forgot:
            self.forgot.append(True)
            return frozenset()
        return found


@attrs.frozen
class CountedErpPackages(MemoryErpPackages):
    """
    Remembers which orders were asked about, one entry per question.
    """

    asked: list[frozenset[OrderNumber]]

    def of_orders(self, numbers: Collection[OrderNumber]) -> Sequence[ErpPackage]:
        self.asked.append(frozenset(numbers))
        return super().of_orders(numbers)


@attrs.frozen
class BusyErpOrders(MemoryErpOrders):
    """
    Lets something happen just before orders are looked for.
    """

    happens: Callable[[], object]

    def presence(self, numbers: Collection[OrderNumber]) -> Mapping[OrderNumber, ErpOrder]:
        self.happens()
        return super().presence(numbers)


@attrs.frozen
class WatchedRunBook(MemoryRunBook):
    """
    Remembers how many log lines were stored when a run was saved in each state.
    """

    lines_at: dict[RunState, int]

    def add(self, run: Run) -> bool:
        self.lines_at[run.state] = len(self.store.read().log)
        return super().add(run)

    def change(self, run_id: str, decide: Callable[[Run], Run | None]) -> Run | None:
        changed = super().change(run_id, decide)
        if changed is not None:
            self.lines_at.setdefault(changed.state, len(self.store.read().log))
        return changed
