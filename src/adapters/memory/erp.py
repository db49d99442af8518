"""A whole ERP in memory: articles, customers, an inbox, orders and parcels."""

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import UnavailableError
from shared_kernel.sku import Sku
from temu_core.document import RenderedOrder
from temu_core.erp_shape import ErpColumn
from temu_core.order import OrderNumber
from temu_core.package import ErpPackage, PackageKey
from temu_core.stock import StockLevel


@attrs.frozen(kw_only=True)
class BookedOrder:
    """
    An order in the ERP; two of one marketplace number are a duplicate.
    """

    #: The ERP's own number.
    number: str
    external: OrderNumber
    units: Mapping[Sku, int]
    booked_at: datetime
    cancelled: bool = False


@attrs.define(kw_only=True)
class ErpMoods:
    """
    The switches tests need; everything off by default.
    """

    #: Nothing is served and nothing is written.
    down: bool = False
    #: Deliveries are refused in these words, by order number.
    refuses: dict[OrderNumber, str] = attrs.field(factory=dict)
    #: Deliveries arrive, their answers are lost.
    loses_answers: bool = False
    #: Deliveries get lost on their way, which looks the same from here.
    loses_requests: bool = False
    #: Orders that vanish from the inbox without being booked and without a word.
    drops: set[OrderNumber] = attrs.field(factory=set)
    #: Orders that are booked twice.
    books_twice: set[OrderNumber] = attrs.field(factory=set)
    #: It cannot say whether its stock changed.
    without_versions: bool = False
    #: Of what its tables are made; None: of what they always were.
    columns: frozenset[ErpColumn] | None = None


@attrs.define(kw_only=True)
class MemoryErp:
    """
    What the ERP has; the port adapters stand on it.

    It books nothing by itself: ``book_waiting`` is its worker.
    """

    clock: Clock
    moods: ErpMoods = attrs.field(factory=ErpMoods)
    articles: dict[Sku, StockLevel] = attrs.field(factory=dict)
    #: The articles as they were at the last look, each with the version it had then.
    versioned: dict[Sku, StockLevel] = attrs.field(factory=dict)
    last_version: int = 0
    #: Mail address and customer number, oldest first.
    customers: list[tuple[str, str]] = attrs.field(factory=list)
    inbox: dict[OrderNumber, RenderedOrder] = attrs.field(factory=dict)
    #: The folder of documents, each with its orders, oldest first.
    documents: dict[str, tuple[RenderedOrder, ...]] = attrs.field(factory=dict)
    #: Oldest first.
    orders: list[BookedOrder] = attrs.field(factory=list)
    parcels: list[ErpPackage] = attrs.field(factory=list)
    #: The batches whose documents were put away.
    archived: set[str] = attrs.field(factory=set)
    lock: threading.RLock = attrs.field(factory=threading.RLock, repr=False, eq=False)

    def article(
        self,
        number: str,
        units: int | Decimal,
        *,
        physical: int | Decimal | None = None,
        erp_buffer: int = 0,
        managed: bool = True,
    ) -> Sku:
        """
        Add an article, or overwrite its stock; returns the ERP's spelling of its number.
        """
        sku = Sku(number)
        with self.lock:
            self.articles[sku] = StockLevel(
                sku=sku,
                sellable=Decimal(units),
                physical=None if physical is None else Decimal(physical),
                erp_buffer=erp_buffer,
                managed=managed,
            )
        return sku

    def with_versions(self) -> Mapping[Sku, StockLevel]:
        """
        Return the articles, each with a higher version if it changed since the last look.
        """
        with self.lock:
            seen, self.versioned = self.versioned, {}
            for sku, level in self.articles.items():
                before = seen.get(sku)
                if before is None or before != level:
                    self.last_version += 1
                    before = attrs.evolve(level, version=self.last_version)
                self.versioned[sku] = before
            return self.versioned

    def book_waiting(self) -> int:
        """
        Turn waiting documents into orders, oldest first; return how many were booked.
        """
        with self.lock:
            waiting, self.inbox = self.inbox, {}
            taken = [order for n, order in waiting.items() if n not in self.moods.drops]
            for order in taken:
                self.book(order.number, units_of(order))
                if order.number in self.moods.books_twice:
                    self.book(order.number, units_of(order))
            return len(taken)

    def book(self, external: OrderNumber, units: Mapping[Sku, int] | None = None) -> str:
        """
        Book an order, whether it came from us or not; return the ERP's number of it.
        """
        with self.lock:
            number = f"AU-{len(self.orders) + 1:05d}"
            booked = BookedOrder(
                number=number, external=external, units=units or {}, booked_at=self.clock.now()
            )
            self.orders.append(booked)
            self._reserve(booked, 1)
            return number

    def cancel(self, external: OrderNumber, *, only: str = "") -> None:
        """
        Cancel all orders of this number, or the one of the ERP's number *only*.

        What they reserved is free again.
        """
        with self.lock:
            for position, order in enumerate(self.orders):
                if (
                    order.external == external
                    and not order.cancelled
                    and only in {"", order.number}
                ):
                    self.orders[position] = attrs.evolve(order, cancelled=True)
                    self._reserve(order, -1)

    def pack(
        self,
        order: OrderNumber,
        units: Mapping[Sku, int],
        *,
        tracking_number: str,
        shipping_method: str = "DHL Paket",
        left: bool = True,
    ) -> PackageKey:
        """
        Pack a parcel, with ``left=False`` one whose label was only printed.
        """
        with self.lock:
            parcel = ErpPackage(
                key=PackageKey(str(len(self.parcels) + 1)),
                order=order,
                tracking_number=tracking_number,
                shipping_method=shipping_method,
                shipped_at=self.clock.now() if left else None,
                units=dict(units),
            )
            self.parcels.append(parcel)
            if left:
                self._send_off(units)
            return parcel.key

    def customer(self, mail: str) -> str:
        """
        Add a customer; return the number.
        """
        with self.lock:
            number = f"K-{len(self.customers) + 1:05d}"
            self.customers.append((mail, number))
            return number

    def demand_up(self) -> None:
        """
        Raise UnavailableError while the ERP is down.
        """
        if self.moods.down:
            raise UnavailableError("the ERP does not answer")

    def _send_off(self, units: Mapping[Sku, int]) -> None:
        for sku, sent in units.items():
            level = self.articles.get(sku)
            if level is not None and level.physical is not None:
                self.articles[sku] = attrs.evolve(level, physical=level.physical - sent)

    def _reserve(self, order: BookedOrder, sign: int) -> None:
        for sku, units in order.units.items():
            level = self.articles.get(sku)
            if level is not None and level.managed:
                sellable = level.sellable - sign * units
                self.articles[sku] = attrs.evolve(level, sellable=sellable)


def units_of(order: RenderedOrder) -> Mapping[Sku, int]:
    """
    Return what an order document asks for; nothing when it is not one of the memory renderer's.
    """
    try:
        document = json.loads(order.body)
    except ValueError:
        return {}
    units: dict[Sku, int] = {}
    for position in document["positions"]:
        if position["article"]:
            sku = Sku(position["article"])
            units[sku] = units.get(sku, 0) + position["units"]
    return units
