"""The order book in memory."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import attrs

from adapters.memory.alerts import raise_alert
from adapters.memory.leases import outlive_intents
from adapters.memory.outside_writes import record_intents, record_outcomes
from adapters.memory.plans import use_approval
from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from shared_kernel.run_context import Fence
from temu_core.ledger import HoldReason, LedgerState, OrderEvent
from temu_core.order import OrderNumber, ShopId
from temu_core.package import PackageState
from temu_core.ports.order_book import Decide, HeldGroup, OrderBook, OrderPlace
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord


@attrs.frozen
class MemoryOrderBook(OrderBook):
    """
    Orders in a memory store; only one change happens at a time, so none is tried twice.
    """

    store: MemoryStore

    def read(
        self, shop: ShopId, numbers: Collection[OrderNumber]
    ) -> Mapping[OrderNumber, OrderRecord]:
        return _read(self.store.read(), shop, numbers)

    def in_states(
        self,
        shop: ShopId,
        states: Collection[LedgerState],
        *,
        changed_since: datetime | None = None,
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        found = (
            order
            for order in self._of_shop(shop)
            if order.state in states
            and (changed_since is None or order.listed.updated_at >= changed_since)
        )
        return _page(found, after, limit)

    def placed_between(
        self,
        shop: ShopId,
        start: datetime,
        end: datetime,
        *,
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        found = (order for order in self._of_shop(shop) if start <= order.listed.placed_at <= end)
        return _page(found, after, limit)

    def with_packages(
        self,
        shop: ShopId,
        states: Collection[PackageState],
        *,
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        found = (
            order
            for order in self._of_shop(shop)
            if any(package.state in states for package in order.packages)
        )
        return _page(found, after, limit)

    def bearing(self, shop: ShopId, tracking_numbers: Collection[str]) -> Sequence[OrderRecord]:
        wanted = set(tracking_numbers)
        found = (
            order
            for order in self._of_shop(shop)
            if any(package.tracking_number in wanted for package in order.packages)
        )
        return sorted(found, key=lambda order: order.number)

    def change(
        self, fence: Fence, numbers: Collection[OrderNumber], decide: Decide
    ) -> LedgerUpdate:
        with self.store.fenced(fence) as tables:
            before = _read(tables, fence.shop, numbers)
            update = decide(MappingProxyType(before))
            for change in update.changes:
                if change.record.number not in numbers:
                    raise ValueError(f"{change.record.number} was changed but not read")
            stored = tuple(_store(tables, fence, before, change) for change in update.changes)
            record_intents(tables, fence, update.intents)
            outlive_intents(tables, fence, update.intents)
            record_outcomes(tables, fence, update.outcomes)
            for alert in update.alerts:
                raise_alert(tables, fence, alert)
            if update.batch is not None:
                tables.batches[fence.shop, update.batch.id] = update.batch
            use_approval(tables, fence, update.approval)
            return attrs.evolve(update, changes=stored)

    def counts(self, shop: ShopId) -> Mapping[LedgerState, int]:
        return Counter(order.state for order in self._of_shop(shop))

    def held_counts(self, shop: ShopId) -> Mapping[HoldReason, int]:
        return Counter(
            order.hold.reason
            for order in self._of_shop(shop)
            if order.state is LedgerState.HELD and order.hold is not None
        )

    def events(self, shop: ShopId, number: OrderNumber) -> Sequence[OrderEvent]:
        return list(self.store.read().events.get((shop, number), ()))

    def search(
        self,
        shop: ShopId,
        *,
        text: str = "",
        states: Collection[LedgerState] = (),
        reasons: Collection[HoldReason] = (),
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        return _page(self._sought(shop, text, states, reasons), after, limit)

    def newest(
        self,
        shop: ShopId,
        *,
        text: str = "",
        states: Collection[LedgerState] = (),
        reasons: Collection[HoldReason] = (),
        before: OrderPlace | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        found = sorted(self._sought(shop, text, states, reasons), key=_place, reverse=True)
        if before is not None:
            mark = before.placed_at, before.number
            found = [order for order in found if _place(order) < mark]
        return found[:limit]

    def held_groups(self, shop: ShopId) -> Sequence[HeldGroup]:
        by_reason: dict[HoldReason, list[OrderRecord]] = {}
        for order in self._of_shop(shop):
            if order.state is LedgerState.HELD and order.hold is not None:
                by_reason.setdefault(order.hold.reason, []).append(order)
        groups = [self._group(shop, reason, found) for reason, found in by_reason.items()]
        return sorted(groups, key=lambda group: (-group.orders, group.reason.value))

    def _group(self, shop: ShopId, reason: HoldReason, found: list[OrderRecord]) -> HeldGroup:
        ship_by = [order.listed.ship_by for order in found if order.listed.ship_by is not None]
        return HeldGroup(
            reason=reason,
            orders=len(found),
            since=min(self._held_at(shop, order) for order in found),
            ship_by=min(ship_by, default=None),
            subjects=Counter(order.hold.subject for order in found if order.hold is not None),
        )

    def _held_at(self, shop: ShopId, order: OrderRecord) -> datetime:
        events = self.events(shop, order.number)
        held = [event.at for event in events if event.to_state is LedgerState.HELD]
        return max(held, default=order.listed.updated_at)

    def _sought(
        self,
        shop: ShopId,
        text: str,
        states: Collection[LedgerState],
        reasons: Collection[HoldReason],
    ) -> Iterable[OrderRecord]:
        return (
            order
            for order in self._of_shop(shop)
            if _contains(order, text.strip().casefold())
            and (not states or order.state in states)
            and (not reasons or (order.hold is not None and order.hold.reason in reasons))
        )

    def _of_shop(self, shop: ShopId) -> Iterable[OrderRecord]:
        orders = self.store.read().orders
        return (order for (owner, _), order in orders.items() if owner == shop)


def _read(
    tables: Tables, shop: str, numbers: Collection[OrderNumber]
) -> dict[OrderNumber, OrderRecord]:
    wanted = dict.fromkeys(numbers)
    return {n: tables.orders[shop, n] for n in wanted if (shop, n) in tables.orders}


def _store(
    tables: Tables, fence: Fence, before: Mapping[OrderNumber, OrderRecord], change: OrderChange
) -> OrderChange:
    seen = before.get(change.record.number)
    record = attrs.evolve(change.record, version=1 if seen is None else seen.version + 1)
    key = fence.shop, record.number
    tables.orders[key] = record
    if change.event is not None:
        tables.events[key] = (*tables.events.get(key, ()), change.event)
    return attrs.evolve(change, record=record)


def _page(
    orders: Iterable[OrderRecord], after: OrderNumber | None, limit: int
) -> list[OrderRecord]:
    later = (order for order in orders if after is None or order.number > after)
    return sorted(later, key=lambda order: order.number)[:limit]


def _place(order: OrderRecord) -> tuple[datetime, OrderNumber]:
    return order.listed.placed_at, order.number


def _contains(order: OrderRecord, text: str) -> bool:
    names: list[str] = [order.listed.number]
    for line in order.listed.lines:
        names += [line.seller_sku, line.name]
    if order.address is not None:
        names.append(order.address.full_name)
    return any(text in name.casefold() for name in names)
