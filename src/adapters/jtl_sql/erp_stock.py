"""JTL's articles and their stock."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

import attrs

from adapters.jtl_sql.connection import JtlDatabase, Reading, Row, Rows
from adapters.jtl_sql.statements import (
    STOCK_TABLES,
    articles,
    stock,
    stock_marks,
    untidy_articles,
    versioned_tables,
)
from shared_kernel.sku import Sku
from temu_core.ports.erp_stock import ErpStock
from temu_core.stock import StockLevel
from temu_core.stock_mark import StockMark, TableMark

_NOTHING = Decimal(0)


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
        return {sku: Sku(rows[0].cArtNr) for sku, rows in self._find(skus, articles)}

    def mark(self) -> StockMark | None:
        """
        Return how ``tArtikel`` and ``tlagerbestand`` stand, where both have a ``bRowversion``.

        None as well while warehouses are chosen: their stock is a view, and
        nobody has written down of which tables.
        """
        database = self.database
        if self.warehouses or database.server().dialect != "mssql":
            return None
        if len(database.rows(versioned_tables())) < len(STOCK_TABLES):
            return None
        # First, and not in one statement with the rest: whatever is written while the rows are
        # counted must be above.
        lowest = database.lowest_active_version()
        if lowest is None:
            return None
        tables = frozenset(
            TableMark(table=row.name, rows=row.held, newest=row.newest or 0)
            for row in database.rows(stock_marks())
        )
        return StockMark(lowest_active=lowest, tables=tables)

    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        """
        Return stock levels; an article without a stock row has none to sell.
        """
        found = self._find(skus, lambda wanted: stock(wanted, self.warehouses, versions=versions))
        return {sku: self._level(sku, rows[0]) for sku, rows in found}

    def _find(self, skus: Collection[Sku], reading: Reading) -> Iterator[tuple[Sku, Rows]]:
        # Texts are the keys here, not SKUs: those are hashed without regard to case.
        spelled = {sku.text: sku for sku in skus}
        found = self._read(spelled, reading)
        yield from ((spelled[text], rows) for text, rows in found.items())
        missing = [sku for text, sku in spelled.items() if text not in found]
        if not missing:
            return

        untidy: dict[Sku, str] = {}
        for row in self.database.rows(untidy_articles()):
            if row.cArtNr.strip():
                untidy.setdefault(Sku(row.cArtNr), row.cArtNr)
        spelled = {untidy[sku]: sku for sku in missing if sku in untidy}
        found = self._read(spelled, reading)
        yield from ((spelled[text], rows) for text, rows in found.items())

    def _read(self, spelled: Collection[str], reading: Reading) -> Mapping[str, Rows]:
        found: dict[str, Rows] = defaultdict(list)
        for row in self.database.rows_for_texts(spelled, reading):
            found[row[0]].append(row)
        return found

    def _level(self, sku: Sku, row: Row) -> StockLevel:
        _, buffer, managed, sellable, physical, *versions = row
        return StockLevel(
            sku=sku,
            sellable=sellable or _NOTHING,
            physical=physical or _NOTHING if self.warehouses else None,
            erp_buffer=buffer or 0,
            managed=managed == "Y",
            version=max((version or 0 for version in versions), default=None),
        )
