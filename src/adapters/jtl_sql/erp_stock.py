"""JTL's articles and their stock."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal

import attrs

from adapters.jtl_sql.connection import JtlDatabase, Reading, Rows
from adapters.jtl_sql.statements import articles, stock, untidy_articles
from shared_kernel.sku import Sku
from temu_core.ports.erp_stock import ErpStock
from temu_core.stock import StockLevel


@attrs.frozen(kw_only=True)
class JtlStock(ErpStock):
    """
    What JTL itself would still sell, and what lies in the warehouses we may sell from.
    """

    database: JtlDatabase
    #: Keys in ``tWarenLager``; none: physical stock plays no part.
    warehouses: frozenset[int] = frozenset()

    def known(self, skus: Collection[Sku]) -> Mapping[Sku, Sku]:
        """
        Return JTL's spelling of those SKUs that are articles.
        """
        return {sku: Sku(rows[0].cArtNr) for sku, rows in self._find(skus, articles).items()}

    def levels(self, skus: Collection[Sku]) -> Mapping[Sku, StockLevel]:
        """
        Return stock levels; an article without a stock row has none to sell.
        """
        found = self._find(skus, lambda wanted: stock(wanted, self.warehouses))
        return {sku: self._level(sku, rows) for sku, rows in found.items()}

    def _find(self, skus: Collection[Sku], reading: Reading) -> Mapping[Sku, Rows]:
        found = self._read({sku.text: sku for sku in skus}, reading)
        missing = [sku for sku in skus if sku not in found]
        if not missing:
            return found

        untidy: dict[Sku, str] = {}
        for row in self.database.rows(untidy_articles()):
            if row.cArtNr.strip():
                untidy.setdefault(Sku(row.cArtNr), row.cArtNr)
        spelled = {untidy[sku]: sku for sku in missing if sku in untidy}
        return {**found, **self._read(spelled, reading)}

    def _read(self, spelled: Mapping[str, Sku], reading: Reading) -> dict[Sku, Rows]:
        found: dict[Sku, Rows] = defaultdict(list)
        for row in self.database.rows_for_texts(spelled, reading):
            found[spelled[row.asked]].append(row)
        return found

    def _level(self, sku: Sku, rows: Rows) -> StockLevel:
        first = rows[0]
        physical = sum((row.fBestand or Decimal(0) for row in rows), Decimal(0))
        return StockLevel(
            sku=sku,
            sellable=first.fVerfuegbar or Decimal(0),
            physical=physical if self.warehouses else None,
            erp_buffer=first.nPuffer or 0,
            managed=first.cLagerAktiv == "Y",
        )
