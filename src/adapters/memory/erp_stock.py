"""The ERP's articles, in memory."""

from collections.abc import Collection, Mapping

import attrs

from adapters.memory.erp import MemoryErp
from shared_kernel.sku import Sku
from temu_core.ports.erp_stock import ErpStock
from temu_core.stock import StockLevel
from temu_core.stock_mark import StockMark, TableMark


@attrs.frozen
class MemoryErpStock(ErpStock):
    """
    Reads a memory ERP's articles.
    """

    erp: MemoryErp

    def known(self, skus: Collection[Sku]) -> Mapping[Sku, Sku]:
        return {sku: level.sku for sku, level in self.levels(skus).items()}

    def mark(self) -> StockMark | None:
        self.erp.demand_up()
        if self.erp.moods.without_versions:
            return None
        with self.erp.lock:
            versions = [level.version or 0 for level in self.erp.with_versions().values()]
            table = TableMark(table="articles", rows=len(versions), newest=max(versions, default=0))
            return StockMark(lowest_active=self.erp.last_version + 1, tables=frozenset({table}))

    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        self.erp.demand_up()
        with self.erp.lock:
            articles = self.erp.with_versions() if versions else self.erp.articles
            return {sku: articles[sku] for sku in skus if sku in articles}
