"""
The marketplace's memory of one shop: orders, offers, parcels and what is still to happen.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping

from sandbox.scenario.catalogue import Offer
from sandbox.scenario.orders import OrderChange, OrderScript
from sandbox.scenario.script import Carrier, Scenario, Warehouse
from sandbox.temu.changing import apply_change
from sandbox.temu.placing import order_of
from sandbox.temu.state import CANCELLATION, Counters, Event, Order, ShopOffer
from sandbox.temu.store import Store

#: The marketplace approves a buyer's request to cancel by itself after a day.
APPROVED_AFTER_S = 86_400


class Shop:
    """
    One seller's shop.  Every change is written through; *commit* makes it durable.

    The caller holds the world's lock.
    """

    def __init__(self, store: Store, scenario: Scenario, now: Callable[[], int]) -> None:
        self.store = store
        self.now = now
        self.carriers: Mapping[int, Carrier] = {c.id: c for c in scenario.carriers}
        self.warehouses: Mapping[str, Warehouse] = {w.id: w for w in scenario.warehouses}
        self.orders: dict[str, Order] = store.load("order", Order)
        self.offers: dict[int, ShopOffer] = {
            offer.sku_id: offer for offer in store.load("offer", ShopOffer).values()
        }
        self.goods: dict[int, list[int]] = {}
        for offer in self.offers.values():
            self.goods.setdefault(offer.goods_id, []).append(offer.sku_id)
        self.used_tracking: set[str] = set(store.load("tracking", str))
        self.used_keys: set[str] = set(store.load("stock_key", str))
        self.shown: set[str] = set(store.load("shown", str))
        self.counters = store.load("counters", Counters).get("counters", Counters())
        self._events = [(e.due, e.position, e) for e in store.load("event", Event).values()]
        heapq.heapify(self._events)
        self._sorted: dict[str, list[Order]] = {}
        if self.counters.started == 0:
            self._begin(scenario)

    def _begin(self, scenario: Scenario) -> None:
        self.counters.started = self.now()
        for offer in scenario.offers:
            self.add_offer(offer)
        for script in scenario.orders:
            self.add_order(script, self.counters.started)
        self.commit()

    def add_offer(self, offer: Offer) -> None:
        """
        Put an offer into the catalogue.
        """
        created = self.counters.started - 90 * 86_400
        row = ShopOffer(
            goods_id=offer.goods_id,
            sku_id=offer.sku_id,
            seller_sku=offer.seller_sku,
            name=offer.name,
            variant=offer.variant,
            stock=offer.stock,
            price=offer.price,
            retail_price=offer.retail_price,
            on_sale=offer.on_sale,
            sold_factor=offer.sold_factor,
            created=created,
            changed=created,
        )
        self.goods.setdefault(row.goods_id, []).append(row.sku_id)
        self.save_offer(row)

    def add_order(self, script: OrderScript, began: int) -> Order:
        """
        Take an order in; it is visible from its placing on, its changes follow.
        """
        order = order_of(script, began)
        self.save_order(order)
        for package in order.packages:
            self.consume(package.tracking_number)
        if order.created >= began:
            self._plan(order.created, order.number, None)
        if order.cancel_request is not None:
            self._plan_approval(order, order.created)
        for timed in script.changes:
            self._plan(began + timed.after_s, order.number, timed.change)
        return order

    def change_order(self, order: Order, change: OrderChange, at: int) -> bool:
        """
        Apply *change* and write the order; a new request to cancel starts its day.
        """
        asked_before = order.cancel_request is not None
        happened = apply_change(order, change, at)
        if happened:
            self.save_order(order)
            if order.cancel_request is not None and not asked_before:
                self._plan_approval(order, at)
        return happened

    def run_due(self) -> None:
        """
        Let everything happen that is due by now, in order of time.
        """
        now = self.now()
        while self._events and self._events[0][0] <= now:
            _, position, event = heapq.heappop(self._events)
            self.store.drop("event", str(position))
            order = self.orders[event.order]
            if event.change is None:
                self._take_from_stock(order, event.due)
            else:
                self.change_order(order, event.change, event.due)

    def save_order(self, order: Order) -> None:
        """
        Write *order* and forget what was sorted with its old times.
        """
        self.orders[order.number] = order
        self._sorted.clear()
        self.store.put("order", order.number, order)

    def save_offer(self, offer: ShopOffer) -> None:
        """
        Write *offer*.
        """
        self.offers[offer.sku_id] = offer
        self.store.put("offer", str(offer.sku_id), offer)

    def consume(self, tracking_number: str) -> None:
        """
        Note that a tracking number is used up.
        """
        self.used_tracking.add(tracking_number)
        self.store.put("tracking", tracking_number, tracking_number)

    def remember_key(self, key: str) -> None:
        """
        Note that the key of a stock edit is used up.
        """
        self.used_keys.add(key)
        self.store.put("stock_key", key, key)

    def remember_shown(self, numbers: Iterable[str]) -> None:
        """
        Note which orders an answer that left the house has shown.
        """
        for number in numbers:
            if number not in self.shown:
                self.shown.add(number)
                self.store.put("shown", number, number)

    def newest_first(self, by: str) -> list[Order]:
        """
        Return all orders by *created* or *updated*, newest first.
        """
        if by not in self._sorted:
            self._sorted[by] = sorted(
                self.orders.values(),
                key=lambda o: (o.created if by == "created" else o.updated, o.number),
                reverse=True,
            )
        return self._sorted[by]

    def commit(self) -> None:
        """
        Make everything since the last commit durable.
        """
        self.store.put("counters", "counters", self.counters)
        self.store.commit()

    def _plan(self, due: int, number: str, change: OrderChange | None) -> None:
        event = Event(due=due, position=self.counters.next_event, order=number, change=change)
        self.counters.next_event += 1
        self.store.put("event", str(event.position), event)
        heapq.heappush(self._events, (event.due, event.position, event))

    def _plan_approval(self, order: Order, asked: int) -> None:
        approval = OrderChange(cancel=True, only_if_label=CANCELLATION)
        self._plan(asked + APPROVED_AFTER_S, order.number, approval)

    def _take_from_stock(self, order: Order, at: int) -> None:
        for line in order.lines:
            offer = self.offers.get(line.sku_id)
            if offer is not None:
                offer.stock = max(0, offer.stock - line.open_units * offer.sold_factor)
                offer.changed = at
                self.save_offer(offer)
