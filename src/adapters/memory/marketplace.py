"""A whole marketplace in memory: orders, offers, parcels and its moods."""

import threading
from collections.abc import Iterable
from datetime import UTC, datetime

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import Family, Problem, UnavailableError
from temu_core.address import BuyerAddress
from temu_core.amounts import OrderAmounts
from temu_core.confirmation import KnownShipment
from temu_core.details import Details
from temu_core.offer import Offer, SkuId
from temu_core.order import ListedLine, ListedOrder, MarketplaceStatus, OrderLabel, OrderNumber
from temu_core.package import Carrier, CarrierId, Warehouse, WarehouseId
from temu_core.shop import SellerAccount
from temu_core.stock import StockUpdate

#: What a page holds at most, as on the real marketplace.
PAGE_SIZE = 100

DHL = Carrier(id=CarrierId(141252268), name="DHL")
UPS = Carrier(id=CarrierId(314439762), name="UPS")
HOME = Warehouse(id=WarehouseId("WH-00000000000001"), name="Lager Musterstadt", is_default=True)

LOST_ANSWER = Problem(family=Family.OUTCOME_UNKNOWN, text="the marketplace's answer was lost")


def _an_account() -> SellerAccount:
    return SellerAccount(
        mall_id=100000000001,
        region_id=76,
        local_seller=True,
        token_expires_at=datetime(2099, 1, 1, tzinfo=UTC),
        scopes=frozenset({"orders", "stock", "shipments", "amounts"}),
        marketplace_time=datetime(2026, 1, 1, tzinfo=UTC),
    )


@attrs.frozen(kw_only=True)
class MarketplaceOrder:
    """
    An order as the marketplace has it; amounts are None while they are computed.
    """

    listed: ListedOrder
    address: BuyerAddress = attrs.field(factory=BuyerAddress)
    amounts: OrderAmounts | None = None


@attrs.frozen(kw_only=True)
class MarketplaceOffer:
    """
    An offer and the list it is on.
    """

    offer: Offer
    active: bool = True


@attrs.define(kw_only=True)
class Moods:
    """
    The switches tests need; everything off by default.
    """

    #: Nothing is served and nothing happens.
    down: bool = False
    #: Writes are refused in these words, by order number, tracking number or SKU id.
    refuses: dict[str, str] = attrs.field(factory=dict)
    #: Writes happen, their answers are lost.
    loses_answers: bool = False
    #: Writes get lost on their way, which looks the same from here.
    loses_requests: bool = False
    #: What the list says instead of an order or offer, by number or SKU id.
    unreadable: dict[str, Problem] = attrs.field(factory=dict)
    #: What is answered instead of an order's address or amounts.
    problems: dict[OrderNumber, Details] = attrs.field(factory=dict)
    #: The token may not ask for amounts.
    amounts_forbidden: bool = False
    #: The setting at fault while the account's credentials are refused: ``access_token``.
    wrong_setting: str = ""
    #: Lines of one order may be confirmed in separate calls.
    accepts_partial: bool = True


@attrs.define(kw_only=True)
class MemoryMarketplace:
    """
    What the marketplace has and what it was told; the port adapters stand on it.

    Change it under ``lock`` when several threads run.
    """

    clock: Clock
    #: Orders or offers on a page; fewer let a small shop have many pages.
    page_size: int = PAGE_SIZE
    moods: Moods = attrs.field(factory=Moods)
    orders: dict[OrderNumber, MarketplaceOrder] = attrs.field(factory=dict)
    offers: dict[SkuId, MarketplaceOffer] = attrs.field(factory=dict)
    carriers: list[Carrier] = attrs.field(factory=lambda: [DHL, UPS])
    warehouses: list[Warehouse] = attrs.field(factory=lambda: [HOME])
    account: SellerAccount = attrs.field(factory=_an_account)
    #: Every parcel line announced, in order.
    shipments: list[KnownShipment] = attrs.field(factory=list)
    #: Every number set, in order, with the ids of the calls that set them.
    stock_updates: list[StockUpdate] = attrs.field(factory=list)
    stock_calls: set[str] = attrs.field(factory=set)
    #: Units sold that were not there.
    oversold: dict[SkuId, int] = attrs.field(factory=dict)
    lock: threading.RLock = attrs.field(factory=threading.RLock, repr=False, eq=False)

    def show(
        self,
        listed: ListedOrder,
        *,
        address: BuyerAddress | None = None,
        amounts: OrderAmounts | None = None,
    ) -> None:
        """
        Put an order in, or a newer version of it, without touching stock.

        An address or amounts not given stay as they were.
        """
        with self.lock:
            known = self.orders.get(listed.number, MarketplaceOrder(listed=listed))
            self.orders[listed.number] = MarketplaceOrder(
                listed=listed,
                address=known.address if address is None else address,
                amounts=known.amounts if amounts is None else amounts,
            )

    def sell(
        self,
        listed: ListedOrder,
        *,
        address: BuyerAddress | None = None,
        amounts: OrderAmounts | None = None,
    ) -> None:
        """
        Let a buyer place an order; its offers have less stock afterwards.
        """
        with self.lock:
            self.show(listed, address=address, amounts=amounts)
            for line in listed.lines:
                self._take(SkuId(line.sku_id), line.ordered)

    def cancel(self, number: OrderNumber) -> None:
        """
        Cancel a whole order, now; what is cancelled is for sale again.
        """
        with self.lock:
            listed = self.orders[number].listed
            lines = tuple(_cancelled(line) for line in listed.lines)
            for line in listed.lines:
                self._take(SkuId(line.sku_id), -line.quantity)
            cancelled = attrs.evolve(listed, status=MarketplaceStatus.CANCELLED, lines=lines)
            self._touch(cancelled)

    def label(self, number: OrderNumber, *labels: OrderLabel) -> None:
        """
        Set an order's labels, now; without any they are taken off.
        """
        with self.lock:
            listed = self.orders[number].listed
            self._touch(attrs.evolve(listed, labels=frozenset(labels)))

    def ship(self, shipments: Iterable[KnownShipment]) -> None:
        """
        Take parcels in: their lines are shipped, their orders change status, now.
        """
        with self.lock:
            taken = list(shipments)
            self.shipments += taken
            for number in dict.fromkeys(shipment.order for shipment in taken):
                shipped = {known.line for known in self.shipments if known.order == number}
                listed = self.orders[number].listed
                lines = tuple(
                    attrs.evolve(line, status=MarketplaceStatus.SHIPPED)
                    if line.number in shipped
                    else line
                    for line in listed.lines
                )
                whole = all(line.number in shipped for line in lines if line.quantity)
                status = MarketplaceStatus.SHIPPED if whole else MarketplaceStatus.PARTIALLY_SHIPPED
                self._touch(attrs.evolve(listed, status=status, lines=lines, labels=frozenset()))

    def offer(self, offer: Offer, *, active: bool = True) -> None:
        """
        Put an offer up for sale, or a newer version of it.
        """
        with self.lock:
            self.offers[offer.sku_id] = MarketplaceOffer(offer=offer, active=active)

    def set_stock(self, sku_id: SkuId, units: int) -> None:
        """
        Overwrite the stock of an offer.
        """
        with self.lock:
            known = self.offers[sku_id]
            self.offers[sku_id] = attrs.evolve(known, offer=attrs.evolve(known.offer, stock=units))

    def demand_up(self) -> None:
        """
        Raise UnavailableError while the marketplace is down.
        """
        if self.moods.down:
            raise UnavailableError("the marketplace does not answer")

    def refusal(self, *subjects: str) -> Problem | None:
        """
        Return why a write about *subjects* is not done: down or refused.
        """
        if self.moods.down:
            return Problem(family=Family.TRY_LATER, text="the marketplace does not answer")
        for subject in subjects:
            if subject in self.moods.refuses:
                return Problem(family=Family.FIX_DATA, text=self.moods.refuses[subject])
        return None

    def _touch(self, listed: ListedOrder) -> None:
        self.show(attrs.evolve(listed, updated_at=self.clock.now()))

    def _take(self, sku_id: SkuId, units: int) -> None:
        known = self.offers.get(sku_id)
        if known is not None:
            missing = max(0, units - known.offer.stock)
            if missing:
                self.oversold[sku_id] = self.oversold.get(sku_id, 0) + missing
            self.set_stock(sku_id, max(0, known.offer.stock - units))


def _cancelled(line: ListedLine) -> ListedLine:
    return attrs.evolve(
        line,
        status=MarketplaceStatus.CANCELLED,
        quantity=0,
        cancelled=line.cancelled + line.quantity,
    )
