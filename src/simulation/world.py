"""The world around the connector: a marketplace, an ERP, and our own database."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

import attrs

from adapters.memory.books import MemoryBooks
from adapters.memory.erp import BookedOrder, MemoryErp, units_of
from adapters.memory.marketplace import MemoryMarketplace
from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from shared_kernel.sku import Sku
from simulation.clocks import MachineClock, WorldClock
from temu_core.document import RenderedOrder
from temu_core.order import OrderNumber


@attrs.define(kw_only=True)
class World:
    """
    The outside, which knows nothing of our tables, and beside it our tables.
    """

    clock: WorldClock
    machine: MachineClock
    marketplace: MemoryMarketplace
    erp: MemoryErp
    store: MemoryStore
    books: MemoryBooks
    #: Whoever imports a document into JTL takes it out of the folder at once.
    tidy_imports: bool = False
    #: The documents of the folder that were imported, and still lie there.
    imported: dict[str, tuple[RenderedOrder, ...]] = attrs.field(factory=dict)
    #: Documents JTL took out of its inbox and has not booked yet.
    in_hand: dict[OrderNumber, RenderedOrder] = attrs.field(factory=dict)
    #: Documents JTL took and put away without a word.
    dropped: Counter[OrderNumber] = attrs.field(factory=Counter)
    #: For so long the next orders stay invisible, once each.
    late: list[timedelta] = attrs.field(factory=list)
    #: JTL's worker does nothing until this much of its turns is over.
    asleep: int = 0
    #: Orders JTL puts away without a word, and those it books no earlier than at some moment.
    refuses: set[OrderNumber] = attrs.field(factory=set)
    slow: dict[OrderNumber, datetime] = attrs.field(factory=dict)
    refuses_next: int = 0
    books_next_twice: int = 0

    @classmethod
    def empty(cls, *, page_size: int = 100, tidy_imports: bool = False) -> "World":
        """
        Return a world at dawn, without articles, offers or orders.
        """
        clock = WorldClock()
        store = MemoryStore()
        return cls(
            clock=clock,
            machine=MachineClock(clock),
            marketplace=MemoryMarketplace(clock=clock, page_size=page_size),
            erp=MemoryErp(clock=clock),
            store=store,
            books=MemoryBooks.on(store),
            tidy_imports=tidy_imports,
        )

    @property
    def tables(self) -> Tables:
        """
        Our own database as it is now.
        """
        return self.store.read()

    def jtl_works(self, *, minutes: int) -> None:
        """
        Let JTL's worker take what waits; it books it so many minutes later.

        In between an order is neither in the inbox nor an order.
        """
        if self.asleep:
            self.asleep -= 1
            return
        waiting, self.erp.inbox = self.erp.inbox, {}
        for number, document in (*waiting.items(), *self._imported_now()):
            if self.refuses_next or number in self.refuses:
                self.refuses_next = max(0, self.refuses_next - (number not in self.refuses))
                self.dropped[number] += 1
                continue
            self.in_hand[number] = document
        if minutes:
            self.clock.at(self.clock.now() + timedelta(minutes=minutes), self.jtl_books)
        else:
            self.jtl_books()

    def _imported_now(self) -> list[tuple[OrderNumber, RenderedOrder]]:
        """
        Import every document of the folder that was not imported yet, each once.
        """
        there = self.erp.documents
        new = {name: orders for name, orders in there.items() if self._is_new(name)}
        if self.tidy_imports:
            self.erp.documents = {n: orders for n, orders in there.items() if n not in new}
        self.imported = dict(self.erp.documents)
        return [(order.number, order) for orders in new.values() for order in orders]

    def _is_new(self, name: str) -> bool:
        return self.imported.get(name) is not self.erp.documents[name]

    def take_away(self, number: OrderNumber) -> None:
        """
        Take the documents of an order out of the folder that JTL has no more use for.

        One whose other orders JTL may still book, or that nobody imported yet, stays.
        """
        self.erp.documents = {
            name: orders
            for name, orders in self.erp.documents.items()
            if self._is_new(name)
            or all(order.number != number for order in orders)
            or any(order.number in self.in_hand for order in orders)
        }

    def jtl_books(self) -> None:
        """
        Let JTL book everything it has in hand.
        """
        now = self.clock.now()
        taken = {n: d for n, d in self.in_hand.items() if n not in self.slow or self.slow[n] <= now}
        self.in_hand = {n: d for n, d in self.in_hand.items() if n not in taken}
        for number, document in taken.items():
            self.erp.book(number, units_of(document))
            if self.books_next_twice:
                self.books_next_twice -= 1
                self.erp.book(number, units_of(document))

    def is_at_jtl(self, number: OrderNumber) -> bool:
        """
        Tell whether JTL has an order, in whatever way.
        """
        waits = number in self.erp.inbox or number in self.in_hand or self._lies_there(number)
        return waits or any(order.external == number for order in self.erp.orders)

    def _lies_there(self, number: OrderNumber) -> bool:
        """
        Tell whether an order is in a document that nobody imported yet.
        """
        return any(
            self._is_new(name) and any(order.number == number for order in orders)
            for name, orders in self.erp.documents.items()
        )

    def open_orders(self) -> list[BookedOrder]:
        """
        Return JTL's orders that are not cancelled, one per number of the marketplace.
        """
        first: dict[OrderNumber, BookedOrder] = {}
        for order in self.erp.orders:
            if not order.cancelled:
                first.setdefault(order.external, order)
        return list(first.values())

    def unpacked(self, order: BookedOrder) -> Mapping[Sku, int]:
        """
        Return what of an order is in no parcel yet.
        """
        left = dict(order.units)
        for parcel in self.erp.parcels:
            if parcel.order == order.external:
                for sku, units in parcel.units.items():
                    left[sku] = left.get(sku, 0) - units
        return {sku: units for sku, units in left.items() if units > 0}
