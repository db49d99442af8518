"""Watermarks in memory."""

from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.ports.watermarks import Watermarks


@attrs.frozen
class MemoryWatermarks(Watermarks):
    """
    Watermarks in a memory store.
    """

    store: MemoryStore

    def read(self, shop: ShopId, feed: str) -> datetime | None:
        return self.store.read().watermarks.get((shop, feed))

    def advance(self, fence: Fence, feed: str, to: datetime) -> None:
        with self.store.fenced(fence) as tables:
            before = tables.watermarks.get((fence.shop, feed), to)
            tables.watermarks[fence.shop, feed] = max(before, to)
