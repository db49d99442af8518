"""The shop register in memory."""

# Who and when are kept for people; no port reads them back.
# ruff: noqa: ARG002

from collections.abc import Collection
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from adapters.memory.tables import ShopRow
from shared_kernel.run_context import Fence
from temu_core.erp_shape import ErpColumn
from temu_core.order import ShopId
from temu_core.ports.shop_register import (
    NO_ACCOUNT,
    OtherShopError,
    ShopIdentity,
    ShopRegister,
    ShopSwitches,
    is_same_shop,
)


@attrs.frozen
class MemoryShopRegister(ShopRegister):
    """
    Shops in a memory store.
    """

    store: MemoryStore

    def bind(self, fence: Fence, identity: ShopIdentity) -> None:
        with self.store.fenced(fence) as tables:
            row = tables.shops.get(fence.shop, ShopRow())
            if row.identity is not None and not is_same_shop(row.identity, identity):
                raise OtherShopError(fence.shop, row.identity, identity)
            if row.identity is not None and identity.marketplace == NO_ACCOUNT:
                return
            tables.shops[fence.shop] = attrs.evolve(row, identity=identity)

    def switches(self, shop: ShopId) -> ShopSwitches:
        return self.store.read().shops.get(shop, ShopRow()).switches

    def note_token_end(self, fence: Fence, at: datetime) -> None:
        with self.store.fenced(fence) as tables:
            row = tables.shops.get(fence.shop, ShopRow())
            tables.shops[fence.shop] = attrs.evolve(row, token_ends_at=at)

    def token_end(self, shop: ShopId) -> datetime | None:
        return self.store.read().shops.get(shop, ShopRow()).token_ends_at

    def stop(self, fence: Fence, *, by: str, at: datetime) -> None:
        with self.store.fenced(fence) as tables:
            row = tables.shops.get(fence.shop, ShopRow())
            if not row.switches.stopped:
                stopped = attrs.evolve(row.switches, stopped=True, stopped_by=by)
                tables.shops[fence.shop] = attrs.evolve(row, switches=stopped)

    def resume(self, fence: Fence, *, by: str, at: datetime) -> None:
        with self.store.fenced(fence) as tables:
            row = tables.shops.get(fence.shop, ShopRow())
            resumed = attrs.evolve(row.switches, stopped=False, stopped_by="")
            tables.shops[fence.shop] = attrs.evolve(row, switches=resumed)

    def approve(self, fence: Fence, *, by: str, at: datetime) -> None:
        with self.store.fenced(fence) as tables:
            row = tables.shops.get(fence.shop, ShopRow())
            if row.switches.approved_at is None:
                approved = attrs.evolve(row.switches, approved_at=at)
                tables.shops[fence.shop] = attrs.evolve(row, switches=approved)

    def erp_columns(self, shop: ShopId) -> frozenset[ErpColumn]:
        return self.store.read().shops.get(shop, ShopRow()).erp_columns

    def know_erp(
        self,
        fence: Fence,
        columns: Collection[ErpColumn],
        *,
        known: Collection[ErpColumn] = (),
        change: str = "",
    ) -> bool:
        with self.store.fenced(fence) as tables:
            row = tables.shops.get(fence.shop, ShopRow())
            if (row.erp_columns, row.switches.erp_change) != (frozenset(known), change):
                return False
            tables.shops[fence.shop] = _knowing(row, columns)
            return True

    def hold_erp(self, fence: Fence, columns: Collection[ErpColumn], change: str) -> None:
        with self.store.fenced(fence) as tables:
            row = tables.shops.get(fence.shop, ShopRow())
            waits = attrs.evolve(row.switches, erp_change=change)
            tables.shops[fence.shop] = attrs.evolve(
                row, erp_waiting=frozenset(columns), switches=waits
            )

    def accept_erp(self, fence: Fence, change: str) -> bool:
        with self.store.fenced(fence) as tables:
            row = tables.shops.get(fence.shop, ShopRow())
            if not change or row.switches.erp_change != change:
                return False
            tables.shops[fence.shop] = _knowing(row, row.erp_waiting)
            return True


def _knowing(row: ShopRow, columns: Collection[ErpColumn]) -> ShopRow:
    settled = attrs.evolve(row.switches, erp_change="")
    return attrs.evolve(
        row, erp_columns=frozenset(columns), erp_waiting=frozenset(), switches=settled
    )
