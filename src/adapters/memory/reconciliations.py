"""The last reconciliation of each shop in memory."""

import attrs

from adapters.memory.store import MemoryStore
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.ports.reconciliations import Reconciliations
from temu_core.reconciliation import ReconciliationReport


@attrs.frozen
class MemoryReconciliations(Reconciliations):
    """
    Reconciliations in a memory store.
    """

    store: MemoryStore

    def remember(self, fence: Fence, report: ReconciliationReport) -> None:
        with self.store.fenced(fence) as tables:
            known = tables.reconciliations.get(fence.shop)
            if known is None or report.at >= known.at:
                tables.reconciliations[fence.shop] = report

    def last(self, shop: ShopId) -> ReconciliationReport | None:
        return self.store.read().reconciliations.get(shop)
