"""
How orders, deliveries and arrivals move stock.
"""

from decimal import Decimal

import attrs

from sandbox.jtl.database import Database

_SET_UNITS = """(SELECT min(CASE p.cTeilbar WHEN 'Y' THEN {column} * 1.0 / s.fAnzahl
        ELSE CAST({column} * 1.0 / s.fAnzahl AS INTEGER) END)
    FROM tStueckliste s
    JOIN tArtikel p ON p.kArtikel = s.kVaterArtikel
    JOIN tArtikel c ON c.kArtikel = s.kArtikel
        AND c.cLagerAktiv = 'Y' AND c.cLagerKleinerNull = 'N'
    JOIN tlagerbestand b ON b.kArtikel = s.kArtikel
    WHERE s.kVaterArtikel = tlagerbestand.kArtikel)"""
_REFRESH_SETS = f"""UPDATE tlagerbestand SET
    fLagerbestand = coalesce({_SET_UNITS.format(column="b.fLagerbestand")}, 0),
    fLagerbestandEigen = coalesce({_SET_UNITS.format(column="b.fLagerbestand")}, 0),
    fVerfuegbar = coalesce({_SET_UNITS.format(column="b.fVerfuegbar")}, 0)
    WHERE kArtikel IN (SELECT kVaterArtikel FROM tStueckliste"""


@attrs.frozen
class Stock:
    """
    The stock tables; articles without stock management stay as they are.
    """

    database: Database

    def reserve(self, article: int, units: Decimal) -> None:
        """
        Promise *units* to an order; negative units set them free again.
        """
        self.database.run(
            """UPDATE tlagerbestand SET fInAuftraegen = fInAuftraegen + CAST(? AS decimal(25,13)),
                fVerfuegbar = fVerfuegbar - CAST(? AS decimal(25,13))
                WHERE kArtikel = ? AND nLagerAktiv = 1""",
            str(units),
            str(units),
            article,
        )
        self._refresh_sets_of(article)

    def deliver(self, article: int, units: Decimal) -> None:
        """
        Take *units* from the shelves, the shipping warehouse 2 first.

        When the shelves hold less, they are emptied.
        """
        shelves = self.database.rows(
            """SELECT kWarenlager, fBestand FROM tlagerbestandProLagerLagerartikel
                WHERE kArtikel = ? AND fBestand > 0
                ORDER BY CASE kWarenlager WHEN 2 THEN 0 ELSE 1 END, kWarenlager""",
            article,
        )
        for shelf in shelves:
            taken = min(units, Decimal(str(shelf["fBestand"])))
            units -= taken
            if taken:
                self._move(article, shelf["kWarenlager"], -taken)
        self._recount(article)

    def receive(self, article: int, warehouse: int, units: Decimal) -> None:
        """
        Put *units* on a shelf; negative units take them away, at most what is there.
        """
        self.database.run(
            """INSERT INTO tlagerbestandProLagerLagerartikel (kArtikel, kWarenlager, fBestand)
                SELECT kArtikel, CAST(? AS int), 0 FROM tArtikel a WHERE kArtikel = ? AND NOT EXISTS
                (SELECT 1 FROM tlagerbestandProLagerLagerartikel b
                    WHERE b.kArtikel = a.kArtikel AND b.kWarenlager = ?)""",
            warehouse,
            article,
            warehouse,
        )
        self._move(article, warehouse, units)
        self._recount(article)

    def refresh_all_sets(self) -> None:
        """
        Count every set anew from its components.
        """
        self.database.run(f"{_REFRESH_SETS})")

    def _move(self, article: int, warehouse: int, units: Decimal) -> None:
        self.database.run(
            """UPDATE tlagerbestandProLagerLagerartikel
                SET fBestand = CASE WHEN fBestand + CAST(? AS decimal(25,13)) > 0
                    THEN fBestand + CAST(? AS decimal(25,13)) ELSE 0 END
                WHERE kArtikel = ? AND kWarenlager = ?""",
            str(units),
            str(units),
            article,
            warehouse,
        )

    def _recount(self, article: int) -> None:
        physical = """(SELECT coalesce(sum(fBestand), 0) FROM tlagerbestandProLagerLagerartikel b
            WHERE b.kArtikel = tlagerbestand.kArtikel)"""
        self.database.run(
            f"""UPDATE tlagerbestand SET fLagerbestand = {physical},
                fLagerbestandEigen = {physical}, fVerfuegbar = {physical} - fInAuftraegen
                WHERE kArtikel = ? AND nLagerAktiv = 1""",
            article,
        )
        self._refresh_sets_of(article)

    def _refresh_sets_of(self, article: int) -> None:
        self.database.run(f"{_REFRESH_SETS} WHERE kArtikel = ?)", article)
