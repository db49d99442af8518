"""The ERP's articles, in memory."""

from collections.abc import Collection, Mapping

import attrs

from adapters.memory.erp import MemoryErp
from shared_kernel.sku import Sku
from temu_core.ports.erp_stock import ErpStock
from temu_core.stock import StockLevel


@attrs.frozen
class MemoryErpStock(ErpStock):
    """
    Reads a memory ERP's articles.
    """

    erp: MemoryErp

    def known(self, skus: Collection[Sku]) -> Mapping[Sku, Sku]:
        return {sku: level.sku for sku, level in self.levels(skus).items()}

    def levels(self, skus: Collection[Sku]) -> Mapping[Sku, StockLevel]:
        self.erp.demand_up()
        with self.erp.lock:
            articles = self.erp.articles
            return {sku: articles[sku] for sku in skus if sku in articles}
