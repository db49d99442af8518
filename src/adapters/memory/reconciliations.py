"""The last reconciliation of each shop in memory."""

import attrs

from adapters.memory.store import MemoryStore
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.ports.reconciliations import Reconciliation, Reconciliations


@attrs.frozen
class MemoryReconciliations(Reconciliations):
    """
    Reconciliations in a memory store.
    """

    store: MemoryStore

    def remember(self, fence: Fence, found: Reconciliation) -> None:
        with self.store.fenced(fence) as tables:
            known = tables.reconciliations.get(fence.shop)
            if known is None or found.at >= known.at:
                tables.reconciliations[fence.shop] = found

    def last(self, shop: ShopId) -> Reconciliation | None:
        return self.store.read().reconciliations.get(shop)
