"""The export book in memory."""

import hashlib
from collections.abc import Collection, Mapping, Sequence

import attrs

from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from shared_kernel.run_context import Fence
from temu_core.document import ExportBatch, RenderedOrder
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.export_book import ExportBook
from temu_core.record import OrderRecord

#: States in which an order is not yet known to be in the ERP.
_NOT_PAST_EXPORT = frozenset(
    {
        LedgerState.PENDING,
        LedgerState.INCOMPLETE,
        LedgerState.READY,
        LedgerState.EXPORTING,
        LedgerState.EXPORTED,
    }
)


@attrs.frozen
class MemoryExportBook(ExportBook):
    """
    Export batches in a memory store.
    """

    store: MemoryStore

    def documents(
        self, shop: ShopId, numbers: Collection[OrderNumber]
    ) -> Mapping[OrderNumber, RenderedOrder]:
        wanted = set(numbers)
        return {
            order.number: order
            for (owner, _), batch in self.store.read().batches.items()
            if owner == shop
            for order in batch.orders
            if order.number in wanted and order.body
        }

    def hashes(self, shop: ShopId, numbers: Collection[OrderNumber]) -> Mapping[OrderNumber, str]:
        wanted, tables = set(numbers), self.store.read()
        return {
            order.number: tables.erased_documents.get((shop, batch.id, order.number))
            or hashlib.sha256(order.body).hexdigest()
            for (owner, _), batch in tables.batches.items()
            if owner == shop
            for order in batch.orders
            if order.number in wanted
        }

    def batch(self, shop: ShopId, batch_id: str) -> ExportBatch | None:
        batch = self.store.read().batches.get((shop, batch_id))
        if batch is None:
            return None
        return attrs.evolve(batch, orders=tuple(sorted(batch.orders, key=lambda o: o.number)))

    def finished(self, shop: ShopId, limit: int = 100) -> Sequence[str]:
        tables = self.store.read()
        found = [
            batch.id
            for (owner, _), batch in tables.batches.items()
            if owner == shop
            and (shop, batch.id) not in tables.archived
            and all(_past_export(tables, shop, order.number) for order in batch.orders)
        ]
        return found[:limit]

    def archived(self, fence: Fence, batch_ids: Collection[str]) -> None:
        with self.store.fenced(fence) as tables:
            tables.archived.update(
                (fence.shop, batch_id)
                for batch_id in batch_ids
                if (fence.shop, batch_id) in tables.batches
            )

    def emptied(self, shop: ShopId, limit: int = 100) -> Sequence[str]:
        tables = self.store.read()
        found = [
            batch.id
            for (owner, _), batch in tables.batches.items()
            if owner == shop
            and (shop, batch.id) in tables.archived - tables.files_erased
            and not any(order.body for order in batch.orders)
        ]
        return found[:limit]

    def file_erased(self, fence: Fence, batch_id: str) -> None:
        with self.store.fenced(fence) as tables:
            tables.files_erased.add((fence.shop, batch_id))


def _past_export(tables: Tables, shop: str, number: OrderNumber) -> bool:
    record = tables.orders.get((shop, number))
    return record is not None and _state_without_hold(record) not in _NOT_PAST_EXPORT


def _state_without_hold(record: OrderRecord) -> LedgerState:
    if record.state is LedgerState.HELD and record.held_from is not None:
        return record.held_from
    return record.state
