"""JTL's articles and their stock."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

import attrs
import sqlalchemy as sa

from adapters.jtl_sql.connection import JtlDatabase, Rows
from adapters.jtl_sql.statements import articles, stock
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
        found = self._find(skus, lambda wanted, trimmed: articles(wanted, trimmed=trimmed))
        return {sku: Sku(rows[0].cArtNr) for sku, rows in found.items()}

    def levels(self, skus: Collection[Sku]) -> Mapping[Sku, StockLevel]:
        """
        Return stock levels; an article without a stock row has none to sell.
        """
        found = self._find(
            skus, lambda wanted, trimmed: stock(wanted, self.warehouses, trimmed=trimmed)
        )
        return {sku: self._level(sku, rows) for sku, rows in found.items()}

    def _find(
        self, skus: Collection[Sku], reading: Callable[[sa.FromClause, bool], sa.Select[Any]]
    ) -> Mapping[Sku, Rows]:
        exact = {sku.text: sku for sku in skus}
        found = _by_sku(
            exact, self.database.rows_for_texts(exact, lambda wanted: reading(wanted, False))
        )
        # Numbers that somebody typed with blanks are rare, and finding them takes a full look.
        missing = {sku.text.lower(): sku for sku in skus if sku not in found}
        rows = self.database.rows_for_texts(missing, lambda wanted: reading(wanted, True))
        return {**found, **_by_sku(missing, rows)}

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


def _by_sku(asked: Mapping[str, Sku], rows: Rows) -> dict[Sku, Rows]:
    """
    Return the rows of one article per SKU: the oldest, should blanks alone tell two apart.
    """
    found: dict[Sku, Rows] = {}
    for row in sorted(rows, key=lambda row: row.kArtikel):
        of_sku = found.setdefault(asked[row.asked], [])
        if not of_sku or of_sku[0].kArtikel == row.kArtikel:
            of_sku.append(row)
    return found
