"""
The truth about a fake JTL-Wawi, for tests; no product could read this anywhere.
"""

from collections import defaultdict

import attrs

from sandbox.jtl.database import Database
from sandbox.jtl.notebook import Notebook

Json = dict[str, object]


@attrs.frozen
class Books:
    """
    Everything received, booked, refused, packed and cancelled so far.
    """

    database: Database
    notebook: Notebook

    def read(self) -> Json:
        """
        Return one consistent picture that can be written as JSON.
        """
        with self.database.reading():
            return {
                "inbox_rows_seen": self.notebook.counter("inbox rows seen"),
                "inbox_rows_waiting": self._waiting(),
                "documents": self._pairs("SELECT external, times FROM sandbox_documents"),
                "booked": self._booked(),
                "orders": self._orders(),
                "refused": self._table("SELECT number, why FROM sandbox_refused ORDER BY id"),
                "parcels": self._parcels(),
                "foreign_writes": self._table(
                    """SELECT table_name AS "table", verb, times FROM sandbox_foreign_writes"""
                ),
                "oversold": self._pairs(
                    """SELECT a.cArtNr, b.fVerfuegbar FROM tlagerbestand b
                        JOIN tArtikel a ON a.kArtikel = b.kArtikel
                        WHERE b.fVerfuegbar < 0 AND b.nLagerKleinerNull = 0
                        AND a.kStueckliste = 0"""
                ),
            }

    def _waiting(self) -> int:
        return self.database.count(
            """SELECT count(*) FROM tXMLBestellImport WHERE kXMLBestellImport > ?
                OR kXMLBestellImport IN (SELECT row_id FROM sandbox_inbox)""",
            self.notebook.counter("last inbox row"),
        )

    def _booked(self) -> dict[str, list[str]]:
        booked: dict[str, list[str]] = defaultdict(list)
        for row in self.database.rows(
            """SELECT cExterneAuftragsnummer, cAuftragsNr FROM tAuftrag
                WHERE cExterneAuftragsnummer IS NOT NULL ORDER BY kAuftrag"""
        ):
            booked[row[0]].append(row[1])
        return dict(booked)

    def _orders(self) -> dict[str, Json]:
        """
        Return each order once; of an order booked twice, the first booking.
        """
        positions = self._grouped(
            """SELECT kAuftrag, cArtNr AS number, cName AS name, fAnzahl AS units,
                fVkNetto AS net, fMwSt AS vat_percent, fRabatt AS discount, nType AS type,
                CASE WHEN kAuftragStueckliste <> kAuftragPosition THEN 1 ELSE 0 END AS component
                FROM tAuftragPosition ORDER BY kAuftragPosition"""
        )
        billing = self._grouped("SELECT * FROM tAuftragAdresse WHERE nTyp = 1")
        delivery = self._grouped("SELECT * FROM tAuftragAdresse WHERE nTyp = 0")
        orders: dict[str, Json] = {}
        for row in self.database.rows(
            """SELECT o.*, v.cName AS method, z.cName AS payment, e.fWertBrutto, e.dBezahlt
                FROM tAuftrag o
                LEFT JOIN tversandart v ON v.kVersandArt = o.kVersandArt
                LEFT JOIN tZahlungsart z ON z.kZahlungsart = o.kZahlungsart
                LEFT JOIN tAuftragEckdaten e ON e.kAuftrag = o.kAuftrag
                WHERE o.cExterneAuftragsnummer IS NOT NULL ORDER BY o.kAuftrag DESC"""
        ):
            key = row["kAuftrag"]
            customer = next(iter(billing.get(key, [])), {})
            orders[row["cExterneAuftragsnummer"]] = {
                "number": row["cAuftragsNr"],
                "created": row["dErstellt"],
                "currency": row["cWaehrung"],
                "shipping_method": row["method"],
                "payment_method": row["payment"],
                "paid": row["dBezahlt"],
                "gross": row["fWertBrutto"],
                "positions": positions.get(key, []),
                "customer": {"cKundenNr": row["cKundenNr"], **customer},
                "delivery": next(iter(delivery.get(key, [])), {}),
                "cancelled": bool(row["nStorno"]),
                "complete": bool(row["nKomplettAusgeliefert"]),
            }
        return orders

    def _parcels(self) -> dict[str, list[Json]]:
        items: dict[int, Json] = defaultdict(dict)
        for row in self.database.rows(
            """SELECT v.kVersand, p.cArtNr, v.fAnzahl FROM tVersandPos v
                JOIN tLieferscheinPos l ON l.kLieferscheinPos = v.kLieferscheinPos
                JOIN tAuftragPosition p ON p.kAuftragPosition = l.kBestellPos"""
        ):
            items[row[0]][row[1]] = row[2]
        parcels: dict[str, list[Json]] = defaultdict(list)
        for row in self.database.rows(
            """SELECT o.cExterneAuftragsnummer, v.kVersand, v.cIdentCode, v.dVersendet,
                v.cLogistiker, l.cLieferscheinNr, o.cAuftragsNr
                FROM tVersand v JOIN tLieferschein l ON l.kLieferschein = v.kLieferschein
                JOIN tAuftrag o ON o.kAuftrag = l.kBestellung ORDER BY v.kVersand"""
        ):
            parcels[row[0]].append(
                {
                    "tracking": row["cIdentCode"],
                    "method": row["cLogistiker"],
                    "shipped_at": row["dVersendet"],
                    "delivery_note": row["cLieferscheinNr"],
                    "order": row["cAuftragsNr"],
                    "items": items[row["kVersand"]],
                }
            )
        return dict(parcels)

    def _grouped(self, sql: str) -> dict[int, list[Json]]:
        groups: dict[int, list[Json]] = defaultdict(list)
        for row in self.database.rows(sql):
            groups[row["kAuftrag"]].append({k: v for k, v in dict(row).items() if k != "kAuftrag"})
        return groups

    def _table(self, sql: str) -> list[Json]:
        return [dict(row) for row in self.database.rows(sql)]

    def _pairs(self, sql: str) -> Json:
        return {row[0]: row[1] for row in self.database.rows(sql)}
