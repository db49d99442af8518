"""The offer book in memory."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

import attrs

from adapters.memory.leases import outlive_intents
from adapters.memory.outside_writes import record_intents, record_outcomes
from adapters.memory.plans import use_approval
from adapters.memory.store import MemoryStore
from adapters.memory.tables import OfferRow, Tables
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


@attrs.frozen
class MemoryOfferBook(OfferBook):
    """
    Offers in a memory store.
    """

    store: MemoryStore

    def store_listed(self, fence: Fence, offers: Sequence[Offer], at: datetime) -> None:
        with self.store.fenced(fence) as tables:
            for offer in offers:
                key = fence.shop, offer.sku_id
                tables.offers[key] = _listed(tables.offers.get(key), offer, at)

    def retire_unseen(self, fence: Fence, since: datetime) -> int:
        with self.store.fenced(fence) as tables:
            unseen = [
                key
                for key, row in tables.offers.items()
                if key[0] == fence.shop and row.active and row.listed_at < since
            ]
            for key in unseen:
                tables.offers[key] = attrs.evolve(
                    tables.offers[key], active=False, target=None, computed_at=None
                )
            return len(unseen)

    def active(self, shop: ShopId) -> Iterator[OfferState]:
        yield from (_state(row) for row in self._rows(shop) if row.active)

    def seller_skus(self, shop: ShopId, sku_ids: Collection[int]) -> Mapping[int, str]:
        wanted = set(sku_ids)
        return {
            row.offer.sku_id: row.offer.seller_sku
            for row in self._rows(shop)
            if row.offer.sku_id in wanted
        }

    def record_targets(
        self,
        fence: Fence,
        targets: Sequence[StockTarget],
        unmatched: Collection[SkuId],
        at: datetime,
    ) -> int:
        with self.store.fenced(fence) as tables:
            written = sum(_set_target(tables, fence, target, at) for target in targets)
            for sku_id in unmatched:
                row = tables.offers.get((fence.shop, sku_id))
                if row is not None:
                    forgotten = attrs.evolve(row, target=None, computed_at=None)
                    tables.offers[fence.shop, sku_id] = forgotten
            return written

    def last_reading(self, shop: ShopId) -> StockReading | None:
        return self.store.read().readings.get(shop)

    def remember_reading(self, fence: Fence, reading: StockReading | None) -> None:
        with self.store.fenced(fence) as tables:
            if reading is None:
                tables.readings.pop(fence.shop, None)
            else:
                tables.readings[fence.shop] = reading

    def begin_push(
        self,
        fence: Fence,
        updates: Mapping[str, Sequence[StockUpdate]],
        intents: Sequence[Intent],
        approval: ApprovalUse | None = None,
    ) -> frozenset[SkuId]:
        with self.store.fenced(fence) as tables:
            marked = frozenset(
                update.sku_id
                for intent_id, of_intent in updates.items()
                for update in of_intent
                if _mark(tables, fence, update, intent_id)
            )
            sent = intents_sent(intents, updates, marked)
            record_intents(tables, fence, sent)
            outlive_intents(tables, fence, sent)
            use_approval(tables, fence, approval and approval.about(marked))
            return marked

    def settle_push(
        self, fence: Fence, results: Sequence[PushResult], outcomes: Sequence[IntentOutcome]
    ) -> None:
        with self.store.fenced(fence) as tables:
            for result in results:
                row = tables.offers.get((fence.shop, result.sku_id))
                if row is not None and row.intent_id == result.intent_id:
                    tables.offers[fence.shop, result.sku_id] = attrs.evolve(
                        row,
                        marketplace_units=result.units,
                        refusal=result.refusal,
                        intent_id="" if result.settled else row.intent_id,
                    )
            record_outcomes(tables, fence, outcomes)

    def open_pushes(self, shop: ShopId) -> Sequence[OfferState]:
        return [_state(row) for row in self._rows(shop) if row.intent_id]

    def find(self, shop: ShopId, sku: Sku) -> Sequence[OfferState]:
        wanted = sku.text.casefold()
        return [
            _state(row)
            for row in self._rows(shop)
            if row.active
            and (
                row.offer.seller_sku.strip().casefold() == wanted
                or (row.target is not None and row.target.availability.sku == sku)
            )
        ]

    def counts(self, shop: ShopId) -> OfferCounts:
        states = list(self.active(shop))
        matched = [(state, state.target) for state in states if state.target is not None]
        return OfferCounts(
            active=len(states),
            matched=len(matched),
            out_of_step=sum(state.marketplace_units != target.units for state, target in matched),
            refused=sum(bool(state.refusal) for state in states),
        )

    def _rows(self, shop: ShopId) -> list[OfferRow]:
        rows = [row for key, row in self.store.read().offers.items() if key[0] == shop]
        rows.sort(key=lambda row: (row.offer.goods_id, row.offer.sku_id))
        return rows


def _listed(row: OfferRow | None, offer: Offer, at: datetime) -> OfferRow:
    if row is None:
        return OfferRow(offer=offer, active=True, listed_at=at, marketplace_units=offer.stock)
    units = row.marketplace_units if row.intent_id else offer.stock
    return attrs.evolve(row, offer=offer, active=True, listed_at=at, marketplace_units=units)


def _set_target(tables: Tables, fence: Fence, target: StockTarget, at: datetime) -> bool:
    row = tables.offers.get((fence.shop, target.sku_id))
    if row is None or row.target == target:
        return False
    tables.offers[fence.shop, target.sku_id] = attrs.evolve(row, target=target, computed_at=at)
    return True


def _mark(tables: Tables, fence: Fence, update: StockUpdate, intent_id: str) -> bool:
    row = tables.offers.get((fence.shop, update.sku_id))
    if row is None or row.target is None or row.intent_id not in {"", intent_id}:
        return False
    if row.target.units != update.units:
        return False
    marked = attrs.evolve(row, intent_id=intent_id, marketplace_units=None)
    tables.offers[fence.shop, update.sku_id] = marked
    return True


def _state(row: OfferRow) -> OfferState:
    return OfferState(
        goods_id=row.offer.goods_id,
        sku_id=row.offer.sku_id,
        seller_sku=row.offer.seller_sku,
        name=row.offer.name,
        marketplace_units=row.marketplace_units,
        target=row.target,
        computed_at=row.computed_at,
        intent_id=row.intent_id,
        refusal=row.refusal,
    )
