"""The SKU map in memory."""

# Who and when are kept for people; no port reads them back.
# ruff: noqa: ARG002

from collections.abc import Mapping
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from shared_kernel.run_context import Fence
from shared_kernel.sku import Sku
from temu_core.order import ShopId
from temu_core.ports.mappings import SkuMap


@attrs.frozen
class MemorySkuMap(SkuMap):
    """
    SKU mappings in a memory store.
    """

    store: MemoryStore

    def read(self, shop: ShopId) -> Mapping[Sku, Sku]:
        mappings = self.store.read().sku_map
        return {sku: article for (owner, sku), article in mappings.items() if owner == shop}

    def put(self, fence: Fence, sku: Sku, article: Sku, *, by: str, at: datetime) -> None:
        with self.store.fenced(fence) as tables:
            tables.sku_map[fence.shop, sku] = article
