"""What we hold of buyers, in memory."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from shared_kernel.run_context import Fence
from temu_core.document import DeliveryWay, ExportBatch, RenderedOrder
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.personal_data import PersonalData, Traces
from temu_core.privacy import FINISHED, CutOffs, Held, HeldKind, HeldWhy
from temu_core.record import OrderRecord
from temu_core.rules.erasure import may_be_erased, without_buyer


@attrs.frozen
class MemoryPersonalData(PersonalData):
    """
    Personal data in a memory store.
    """

    store: MemoryStore

    def due_orders(self, shop: ShopId, before: datetime, limit: int = 100) -> Sequence[OrderNumber]:
        tables = self.store.read()
        due = [
            number
            for (owner, number), record in tables.orders.items()
            if owner == shop and _is_due(tables, shop, record, before)
        ]
        return sorted(due)[:limit]

    def erase_traces(self, fence: Fence, words: Mapping[OrderNumber, Collection[str]]) -> Traces:
        with self.store.fenced(fence) as tables:
            documents = _erase_documents(tables, fence.shop, words.keys())
            kept = [
                row
                for row in tables.raw_answers
                if row.shop != fence.shop or row.answer.key not in words
            ]
            answers = len(tables.raw_answers) - len(kept)
            tables.raw_answers = kept
            for number, personal in words.items():
                key = fence.shop, number
                tables.events[key] = tuple(
                    attrs.evolve(event, text=without_buyer(event.text, personal))
                    for event in tables.events.get(key, ())
                )
            return Traces(documents=documents, answers=answers)

    def erase_plans(self, fence: Fence, before: datetime) -> int:
        with self.store.fenced(fence) as tables:
            old = [
                key
                for key, at in tables.plans_applied.items()
                if key[0] == fence.shop and at < before and key in tables.plans
            ]
            for key in old:
                del tables.plans[key], tables.plans_applied[key]
            return len(old)

    def held(self, shop: ShopId, cut_offs: CutOffs) -> Sequence[Held]:
        counts: Counter[tuple[HeldKind, HeldWhy]] = Counter()
        oldest: dict[tuple[HeldKind, HeldWhy], datetime] = {}
        for kind, why, since in _everything(self.store.read(), shop, cut_offs):
            counts[kind, why] += 1
            if since is not None:
                oldest[kind, why] = min(since, oldest.get((kind, why), since))
        return [
            Held(kind=kind, why=why, count=counts[kind, why], oldest=oldest.get((kind, why)))
            for kind in HeldKind
            for why in HeldWhy
            if counts[kind, why]
        ]


def _everything(
    tables: Tables, shop: ShopId, cut_offs: CutOffs
) -> Iterator[tuple[HeldKind, HeldWhy, datetime | None]]:
    orders = {number: r for (owner, number), r in tables.orders.items() if owner == shop}
    for record in orders.values():
        if record.address is not None:
            why = _why(tables, shop, record, cut_offs.finished_orders)
            yield HeldKind.ADDRESSES, why, record.listed.placed_at
    for (owner, _), batch in tables.batches.items():
        if owner != shop:
            continue
        whole = [order for order in batch.orders if order.body]
        for order in whole:
            record = orders[order.number]
            why = _why(tables, shop, record, cut_offs.finished_orders)
            yield HeldKind.DOCUMENTS, why, record.listed.placed_at
        put_away = (shop, batch.id) in tables.archived - tables.files_erased
        if put_away and batch.way is DeliveryWay.FILE:
            yield HeldKind.ARCHIVED_FILES, HeldWhy.OPEN if whole else HeldWhy.DUE, None
    for row in tables.raw_answers:
        if row.shop == shop:
            since = row.answer.received_at
            yield HeldKind.RAW_ANSWERS, _by_age(since, cut_offs.raw_answers), since
    for (owner, plan_id), stored in tables.plans.items():
        if owner == shop:
            applied = tables.plans_applied.get((shop, plan_id))
            why = HeldWhy.OPEN if applied is None else _by_age(applied, cut_offs.plans)
            yield HeldKind.PLANS, why, stored.stored_at


def _why(tables: Tables, shop: str, record: OrderRecord, before: datetime) -> HeldWhy:
    if record.state not in FINISHED:
        return HeldWhy.OPEN
    return HeldWhy.DUE if _is_due(tables, shop, record, before) else HeldWhy.WITHIN_DAYS


def _by_age(since: datetime, before: datetime) -> HeldWhy:
    return HeldWhy.DUE if since < before else HeldWhy.WITHIN_DAYS


def _is_due(tables: Tables, shop: str, record: OrderRecord, before: datetime) -> bool:
    events = tables.events.get((shop, record.number), ())
    return (
        record.erased_at is None
        and may_be_erased(record, before)
        and all(event.at < before for event in events)
    )


def _erase_documents(tables: Tables, shop: str, numbers: Collection[OrderNumber]) -> int:
    erased = 0
    for (owner, batch_id), batch in tables.batches.items():
        if owner != shop or not any(o.number in numbers and o.body for o in batch.orders):
            continue
        for order in batch.orders:
            if order.number in numbers and order.body:
                digest = hashlib.sha256(order.body).hexdigest()
                tables.erased_documents[shop, batch_id, order.number] = digest
                erased += 1
        tables.batches[shop, batch_id] = _without(batch, numbers)
    return erased


def _without(batch: ExportBatch, numbers: Collection[OrderNumber]) -> ExportBatch:
    orders = tuple(
        RenderedOrder(number=order.number, body=b"") if order.number in numbers else order
        for order in batch.orders
    )
    return attrs.evolve(batch, orders=orders)
