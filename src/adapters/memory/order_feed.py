"""The marketplace's orders, from memory."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import attrs

from adapters.memory.marketplace import MarketplaceOrder, MemoryMarketplace
from shared_kernel.errors import Family, Problem
from temu_core.address import BuyerAddress
from temu_core.amounts import OrderAmounts
from temu_core.details import NO_PERMISSION, Details, Needs
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber
from temu_core.payload import Call, RawAnswer
from temu_core.ports.order_feed import (
    ListedBy,
    OrderDetails,
    OrderFeed,
    OrderPage,
)
from temu_core.window import Window


@attrs.frozen
class MemoryOrderFeed(OrderFeed):
    """
    Lists a memory marketplace's orders, newest first like the real one.
    """

    marketplace: MemoryMarketplace

    def page(
        self,
        window: Window,
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> OrderPage:
        self.marketplace.demand_up()
        with self.marketplace.lock:
            found = [
                order.listed
                for order in self.marketplace.orders.values()
                if window.start <= _time(order.listed, by) <= window.end
                and status in {None, order.listed.status}
            ]
        found.sort(key=lambda order: (_time(order, by), order.number), reverse=True)
        size = self.marketplace.page_size
        start = (number - 1) * size
        return self._page(found[start : start + size], len(found), str(number))

    def by_number(self, numbers: Sequence[OrderNumber]) -> OrderPage:
        self.marketplace.demand_up()
        with self.marketplace.lock:
            orders = self.marketplace.orders
            found = [orders[n].listed for n in dict.fromkeys(numbers) if n in orders]
        return self._page(found, len(found), "by_number")

    def details(self, needs: Mapping[OrderNumber, Needs]) -> OrderDetails:
        self.marketplace.demand_up()
        with self.marketplace.lock:
            answers = {
                number: Details(
                    address=self._address(number) if need.address else None,
                    amounts=self._amounts(number) if need.amounts else None,
                )
                for number, need in needs.items()
                if need
            }
        raw = [
            self._raw(call, number, repr(answer))
            for number, details in answers.items()
            for call, answer in (
                (Call.ADDRESS, details.address),
                (Call.AMOUNTS, details.amounts),
            )
            if answer is not None and not isinstance(answer, Problem)
        ]
        return OrderDetails(orders=answers, raw=tuple(raw), oddities={})

    def _page(self, orders: Iterable[ListedOrder], total: int, key: str) -> OrderPage:
        unreadable = self.marketplace.moods.unreadable
        shown = {order.number: unreadable.get(order.number, order) for order in orders}
        raw = self._raw(Call.ORDERS, key, list(shown))
        return OrderPage(total=total, orders=shown, raw=(raw,), oddities={})

    def _raw(self, call: Call, key: str, body: object) -> RawAnswer:
        return RawAnswer(
            call=call, key=key, received_at=self.marketplace.clock.now(), body=json.dumps(body)
        )

    def _address(self, number: OrderNumber) -> BuyerAddress | Problem:
        told = self.marketplace.moods.problems.get(number, Details()).address
        order = self.marketplace.orders.get(number)
        return told or (_unknown(number) if order is None else order.address)

    def _amounts(self, number: OrderNumber) -> OrderAmounts | Problem:
        moods = self.marketplace.moods
        if moods.amounts_forbidden:
            return Problem(
                family=Family.FIX_DATA,
                text="the token may not ask for amounts",
                code=NO_PERMISSION,
            )
        told = moods.problems.get(number, Details()).amounts
        return told or _known_amounts(number, self.marketplace.orders.get(number))


def _known_amounts(number: OrderNumber, order: MarketplaceOrder | None) -> OrderAmounts | Problem:
    if order is None:
        return _unknown(number)
    if order.amounts is None:
        return Problem(family=Family.TRY_LATER, text=f"{number}: amounts are not computed yet")
    return order.amounts


def _unknown(number: OrderNumber) -> Problem:
    return Problem(family=Family.FIX_DATA, text=f"there is no order {number}")


def _time(order: ListedOrder, by: ListedBy) -> datetime:
    return order.updated_at if by is ListedBy.UPDATED else order.placed_at
