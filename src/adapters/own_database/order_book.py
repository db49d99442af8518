"""The order book in our database."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import attrs
import sqlalchemy as sa

from adapters.own_database.alerts import raise_alerts
from adapters.own_database.approvals import use_approval
from adapters.own_database.export_book import record_batch
from adapters.own_database.fence import fenced, prolong
from adapters.own_database.held_groups import held_groups
from adapters.own_database.order_reads import records_by_number, records_of
from adapters.own_database.order_rows import event_of, in_words
from adapters.own_database.order_writes import ChangedMeanwhileError, store_changes
from adapters.own_database.outside_writes import record_intents, record_outcomes
from adapters.own_database.tables.orders import order_events, order_lines, orders, packages
from adapters.sql.first_statistics import FirstStatistics
from adapters.sql.like import contains
from adapters.sql.list_parameter import among_texts
from adapters.sql.transaction import reading
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import Fence
from temu_core.ledger import HoldReason, LedgerState, OrderEvent
from temu_core.order import OrderNumber, ShopId
from temu_core.package import PackageState
from temu_core.ports.order_book import Decide, HeldGroup, OrderBook, OrderPlace
from temu_core.record import LedgerUpdate, OrderRecord

_ATTEMPTS = 3
_TABLES = tuple(table.name for table in (orders, order_lines, order_events, packages))


@attrs.frozen
class SqlOrderBook(OrderBook):
    """
    Orders with their lines and parcels as rows; each is changed only from the version read.
    """

    engine: sa.Engine
    _statistics: FirstStatistics = attrs.field(init=False, repr=False, eq=False)

    @_statistics.default
    def _of_orders(self) -> FirstStatistics:
        return FirstStatistics(self.engine, _TABLES)

    def read(
        self, shop: ShopId, numbers: Collection[OrderNumber]
    ) -> Mapping[OrderNumber, OrderRecord]:
        """
        Read orders by number.
        """
        with reading(self.engine) as connection:
            return records_by_number(connection, shop, numbers)

    def in_states(
        self,
        shop: ShopId,
        states: Collection[LedgerState],
        *,
        changed_since: datetime | None = None,
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        """
        Read one page of orders in *states*.
        """
        conditions: list[sa.ColumnElement[bool]] = [orders.c.state.in_(_values(states))]
        if changed_since is not None:
            conditions.append(orders.c.updated_at >= changed_since)
        return self._page(shop, conditions, after, limit)

    def placed_between(
        self,
        shop: ShopId,
        start: datetime,
        end: datetime,
        *,
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        """
        Read one page of orders by when they were placed.
        """
        return self._page(shop, [orders.c.placed_at.between(start, end)], after, limit)

    def with_packages(
        self,
        shop: ShopId,
        states: Collection[PackageState],
        *,
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        """
        Read one page of orders by the states of their packages.
        """
        having = sa.select(packages.c.order_number).where(
            packages.c.shop == shop, packages.c.state.in_(_values(states))
        )
        return self._page(shop, [orders.c.number.in_(having)], after, limit)

    def bearing(self, shop: ShopId, tracking_numbers: Collection[str]) -> Sequence[OrderRecord]:
        """
        Read the orders of these tracking numbers.
        """
        having = sa.select(packages.c.order_number).where(
            packages.c.shop == shop,
            among_texts(
                self.engine.dialect.name, packages.c.tracking_number, set(tracking_numbers)
            ),
        )
        return self._page(shop, [orders.c.number.in_(having)], None, None)

    def change(
        self, fence: Fence, numbers: Collection[OrderNumber], decide: Decide
    ) -> LedgerUpdate:
        """
        Read, decide and store in one transaction; once more when others were faster.
        """
        for _ in range(_ATTEMPTS):
            try:
                with fenced(self.engine, fence) as connection:
                    before = records_by_number(connection, fence.shop, numbers, lock=True)
                    update = decide(MappingProxyType(before))
                    stored = _store(connection, fence, numbers, before, update)
            except ChangedMeanwhileError:
                continue
            self._statistics.count(len(stored.changes))
            return stored
        raise UnavailableError("somebody else keeps changing the same orders", code="contended")

    def counts(self, shop: ShopId) -> Mapping[LedgerState, int]:
        """
        Count orders by state.
        """
        found = self._count(orders.c.state, orders.c.shop == shop)
        return {LedgerState(state): number for state, number in found.items()}

    def held_counts(self, shop: ShopId) -> Mapping[HoldReason, int]:
        """
        Count held orders by reason.
        """
        held = sa.and_(orders.c.shop == shop, orders.c.state == LedgerState.HELD.value)
        found = self._count(orders.c.hold_reason, held, orders.c.hold_reason.is_not(None))
        return {HoldReason(reason): number for reason, number in found.items()}

    def events(self, shop: ShopId, number: OrderNumber) -> Sequence[OrderEvent]:
        """
        Read the transitions of one order.
        """
        query = (
            sa.select(order_events)
            .where(order_events.c.shop == shop, order_events.c.order_number == number)
            .order_by(order_events.c.id)
        )
        with reading(self.engine) as connection:
            return [event_of(row) for row in connection.execute(query)]

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
        """
        Read one page of orders by what a person typed.
        """
        return self._page(shop, _sought(text, states, reasons), after, limit)

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
        """
        Read one page of what a person typed, the last placed first.
        """
        query = sa.select(orders).where(orders.c.shop == shop, *_sought(text, states, reasons))
        if before is not None:
            older = orders.c.placed_at < before.placed_at
            beside = sa.and_(
                orders.c.placed_at == before.placed_at, orders.c.number < before.number
            )
            query = query.where(sa.or_(older, beside))
        query = query.order_by(orders.c.placed_at.desc(), orders.c.number.desc()).limit(limit)
        with reading(self.engine) as connection:
            return records_of(connection, shop, query)

    def held_groups(self, shop: ShopId) -> Sequence[HeldGroup]:
        """
        Read the held orders by reason in one statement.
        """
        with reading(self.engine) as connection:
            return held_groups(connection, shop)

    def _page(
        self,
        shop: ShopId,
        conditions: Sequence[sa.ColumnElement[bool]],
        after: OrderNumber | None,
        limit: int | None,
    ) -> list[OrderRecord]:
        query = sa.select(orders).where(orders.c.shop == shop, *conditions)
        if after is not None:
            query = query.where(orders.c.number > after)
        with reading(self.engine) as connection:
            return records_of(connection, shop, query.order_by(orders.c.number).limit(limit))

    def _count(
        self, column: sa.Column[str], *conditions: sa.ColumnElement[bool]
    ) -> Mapping[str, int]:
        query = sa.select(column, sa.func.count()).where(*conditions).group_by(column)
        with reading(self.engine) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}


def _store(
    connection: sa.Connection,
    fence: Fence,
    numbers: Collection[OrderNumber],
    before: Mapping[OrderNumber, OrderRecord],
    update: LedgerUpdate,
) -> LedgerUpdate:
    read = frozenset(numbers)
    for change in update.changes:
        if change.record.number not in read:
            raise ValueError(f"{change.record.number} was changed but not read")
    stored = store_changes(connection, fence.shop, before, update.changes)
    record_intents(connection, fence.shop, update.intents)
    record_outcomes(connection, fence.shop, update.outcomes)
    raise_alerts(connection, fence.shop, update.alerts)
    if update.batch is not None:
        record_batch(connection, fence.shop, update.batch)
    use_approval(connection, fence.shop, update.approval)
    if update.intents:
        prolong(connection, fence, max(intent.answer_by for intent in update.intents))
    return attrs.evolve(update, changes=stored)


def _sought(
    text: str, states: Collection[LedgerState], reasons: Collection[HoldReason]
) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if in_words(text):
        conditions.append(contains(orders.c.sought, in_words(text)))
    if states:
        conditions.append(orders.c.state.in_(_values(states)))
    if reasons:
        conditions.append(orders.c.hold_reason.in_(_values(reasons)))
    return conditions


def _values(
    words: Collection[LedgerState] | Collection[HoldReason] | Collection[PackageState],
) -> list[str]:
    return sorted(word.value for word in words)
