"""The offer book in our database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.approvals import use_approval
from adapters.own_database.fence import fenced
from adapters.own_database.offer_pushes import mark_under_way, settle
from adapters.own_database.offer_rows import (
    STATES,
    offer_values,
    sku_key,
    state_of,
    target_of,
    target_values,
)
from adapters.own_database.outside_writes import record_intents, record_outcomes
from adapters.own_database.rows import Values
from adapters.own_database.stock_readings import store_reading, stored_reading
from adapters.own_database.tables.offers import offers, stock
from adapters.sql.first_statistics import FirstStatistics
from adapters.sql.list_parameter import among_integers
from adapters.sql.transaction import reading
from adapters.sql.upsert import Columns, upsert
from shared_kernel.run_context import Fence
from shared_kernel.sku import Sku
from temu_core.intent import Intent, IntentOutcome
from temu_core.offer import Offer, SkuId
from temu_core.order import ShopId
from temu_core.plan import ApprovalUse
from temu_core.ports.offer_book import OfferBook, OfferCounts, PushResult
from temu_core.rules.stock_delta import intents_sent
from temu_core.stock import OfferState, StockTarget, StockUpdate
from temu_core.stock_mark import StockReading

_KEY = ("shop", "sku_id")
#: Offers in memory at a time while all are read.
_AT_ONCE = 1000
_IN_ORDER = (offers.c.goods_id, offers.c.sku_id)


@attrs.frozen
class SqlOfferBook(OfferBook):
    """
    A row per offer, and one per target computed for it.
    """

    engine: sa.Engine
    _statistics: FirstStatistics = attrs.field(init=False, repr=False, eq=False)

    @_statistics.default
    def _of_offers(self) -> FirstStatistics:
        return FirstStatistics(self.engine, (offers.name,))

    def store_listed(self, fence: Fence, offers: Sequence[Offer], at: datetime) -> None:
        """
        Insert or update the offers.
        """
        rows = {offer.sku_id: offer_values(fence.shop, offer, at) for offer in offers}
        with fenced(self.engine, fence) as connection:
            _store_rows(connection, [rows[sku_id] for sku_id in sorted(rows)])
        self._statistics.count(len(rows))

    def retire_unseen(self, fence: Fence, since: datetime) -> int:
        """
        Make the others inactive.
        """
        update = (
            sa.update(offers)
            .where(offers.c.shop == fence.shop, offers.c.active == sa.true())
            .where(offers.c.listed_at < since)
            .values(active=False)
        )
        inactive = sa.select(offers.c.sku_id).where(
            offers.c.shop == fence.shop, offers.c.active == sa.false()
        )
        forget = sa.delete(stock).where(stock.c.shop == fence.shop, stock.c.sku_id.in_(inactive))
        with fenced(self.engine, fence) as connection:
            retired = connection.execute(update).rowcount
            connection.execute(forget)
        return retired

    def active(self, shop: ShopId) -> Iterator[OfferState]:
        """
        Stream the offers; the read transaction lasts as long as the iteration.
        """
        query = STATES.where(offers.c.shop == shop, offers.c.active == sa.true())
        with reading(self.engine) as connection:
            streamed = connection.execution_options(yield_per=_AT_ONCE)
            # Whoever stops half-way leaves no cursor behind on the server.
            with streamed.execute(query.order_by(*_IN_ORDER)) as rows:
                for row in rows:
                    yield state_of(row)

    def seller_skus(self, shop: ShopId, sku_ids: Collection[int]) -> Mapping[int, str]:
        """
        Read the seller's numbers.
        """
        query = sa.select(offers.c.sku_id, offers.c.seller_sku).where(
            offers.c.shop == shop,
            among_integers(self.engine.dialect.name, offers.c.sku_id, set(sku_ids)),
        )
        with reading(self.engine) as connection:
            return {row.sku_id: row.seller_sku for row in connection.execute(query)}

    def record_targets(
        self,
        fence: Fence,
        targets: Sequence[StockTarget],
        unmatched: Collection[SkuId],
        at: datetime,
    ) -> int:
        """
        Write the targets that differ, delete those of unmatched offers.
        """
        given = {target.sku_id: target for target in targets}
        with fenced(self.engine, fence) as connection:
            stored = _targets(connection, fence.shop, given)
            changed = [
                target_values(fence.shop, given[sku_id], at)
                for sku_id, before in sorted(stored.items())
                if before != given[sku_id]
            ]
            upsert(connection, stock, changed, key=_KEY)
            _forget(connection, fence.shop, unmatched)
        return len(changed)

    def last_reading(self, shop: ShopId) -> StockReading | None:
        """
        Read the row.
        """
        with reading(self.engine) as connection:
            return stored_reading(connection, shop)

    def remember_reading(self, fence: Fence, reading: StockReading | None) -> None:
        """
        Write or delete the row.
        """
        with fenced(self.engine, fence) as connection:
            store_reading(connection, fence.shop, reading)

    def begin_push(
        self,
        fence: Fence,
        updates: Mapping[str, Sequence[StockUpdate]],
        intents: Sequence[Intent],
        approval: ApprovalUse | None = None,
    ) -> frozenset[SkuId]:
        """
        Record the intents and mark the offers that may be sent.
        """
        answer_by = max((intent.answer_by for intent in intents), default=None)
        with fenced(self.engine, fence, answer_by) as connection:
            marked = mark_under_way(connection, fence.shop, updates)
            record_intents(connection, fence.shop, intents_sent(intents, updates, marked))
            use_approval(connection, fence.shop, approval and approval.about(marked))
            return marked

    def settle_push(
        self, fence: Fence, results: Sequence[PushResult], outcomes: Sequence[IntentOutcome]
    ) -> None:
        """
        Record the outcomes and what the marketplace has now.
        """
        with fenced(self.engine, fence) as connection:
            settle(connection, fence.shop, results)
            record_outcomes(connection, fence.shop, outcomes)

    def open_pushes(self, shop: ShopId) -> Sequence[OfferState]:
        """
        Read the offers under an intent.
        """
        return self._read(shop, offers.c.intent_id != "")

    def find(self, shop: ShopId, sku: Sku) -> Sequence[OfferState]:
        """
        Read the active offers of a SKU.
        """
        by_own = sa.select(offers.c.sku_id).where(
            offers.c.shop == shop, offers.c.sku_key == sku_key(sku.text)
        )
        by_article = sa.select(stock.c.sku_id).where(
            stock.c.shop == shop, stock.c.article_key == sku_key(sku.text)
        )
        found = offers.c.sku_id.in_(sa.union(by_own, by_article))
        return self._read(shop, sa.and_(offers.c.active == sa.true(), found))

    def counts(self, shop: ShopId) -> OfferCounts:
        """
        Count the active offers in one statement.
        """
        units, target = offers.c.marketplace_units, stock.c.units
        # Unknown units are out of step as well: nobody can say that they are right.
        differs = sa.and_(target.is_not(None), sa.or_(units.is_(None), units != target))
        query = STATES.with_only_columns(
            sa.func.count(),
            sa.func.count(stock.c.sku_id),
            sa.func.coalesce(sa.func.sum(sa.case((differs, 1), else_=0)), 0),
            sa.func.coalesce(sa.func.sum(sa.case((offers.c.refusal != "", 1), else_=0)), 0),
            maintain_column_froms=True,
        ).where(offers.c.shop == shop, offers.c.active == sa.true())
        with reading(self.engine) as connection:
            active, matched, out_of_step, refused = connection.execute(query).one()
        return OfferCounts(
            active=active, matched=matched, out_of_step=int(out_of_step), refused=int(refused)
        )

    def _read(self, shop: ShopId, condition: sa.ColumnElement[bool]) -> list[OfferState]:
        query = STATES.where(offers.c.shop == shop, condition).order_by(*_IN_ORDER)
        with reading(self.engine) as connection:
            return [state_of(row) for row in connection.execute(query)]


def _store_rows(connection: sa.Connection, rows: Sequence[Values]) -> None:
    upsert(connection, offers, rows, key=_KEY, changes=_as_listed)


def _as_listed(stored: Columns, incoming: Columns) -> dict[str, object]:
    names = ("goods_id", "seller_sku", "sku_key", "name", "active", "listed_at")
    # The list may be older than an update on its way.
    units = sa.case(
        (stored["intent_id"] != "", stored["marketplace_units"]),
        else_=incoming["marketplace_units"],
    )
    return {**{name: incoming[name] for name in names}, "marketplace_units": units}


def _targets(
    connection: sa.Connection, shop: str, sku_ids: Collection[SkuId]
) -> dict[SkuId, StockTarget | None]:
    """
    Return the stored targets of those of *sku_ids* that are offers.
    """
    query = STATES.where(
        offers.c.shop == shop, among_integers(connection.dialect.name, offers.c.sku_id, sku_ids)
    )
    return {SkuId(row.sku_id): target_of(row) for row in connection.execute(query)}


def _forget(connection: sa.Connection, shop: str, sku_ids: Collection[SkuId]) -> None:
    if not sku_ids:
        return
    connection.execute(
        sa.delete(stock).where(
            stock.c.shop == shop, among_integers(connection.dialect.name, stock.c.sku_id, sku_ids)
        )
    )
