"""
Turns an order JTL understood into rows of its database.
"""

from collections.abc import Mapping
from decimal import Decimal

import attrs

from sandbox.jtl.bookable_order import BookableOrder, BookablePosition
from sandbox.jtl.database import Database, Value
from sandbox.jtl.local_time import LocalTime
from sandbox.jtl.notebook import Notebook
from sandbox.jtl.stock import Stock

ARTICLE, SHIPPING_COSTS = 1, 2
DELIVERY, BILLING = 0, 1
ORDER_TYPE = 1


@attrs.frozen
class Booking:
    """
    Writes orders, whatever was booked before: nothing here protects from a second one.
    """

    database: Database
    notebook: Notebook
    stock: Stock
    time: LocalTime

    def book(self, order: BookableOrder, at: float) -> int:
        """
        Write one order and return its key.
        """
        customer, customer_number = self._customer(order, at)
        key = self.open_order(
            at,
            order.own_number,
            kBenutzer=order.user,
            kFirma=order.company,
            kKunde=customer,
            cKundenNr=customer_number,
            cExterneAuftragsnummer=order.external,
            cWaehrung=order.currency,
            kVersandArt=order.shipping_method,
            kZahlungsart=order.payment_method,
        )
        for kind, address in ((DELIVERY, order.delivery), (BILLING, order.billing)):
            self.database.insert(
                "tAuftragAdresse", {"kAuftrag": key, "nTyp": kind, "kKunde": customer, **address}
            )
        for position in order.positions:
            self._position(key, position)
        self._key_figures(key, order)
        self.database.insert("sandbox_booked", {"order_key": key, "at": at})
        return key

    def book_foreign(self, units: Mapping[str, Decimal], at: float) -> str:
        """
        Write an order of another sales channel and return its number; it reserves stock.
        """
        key = self.open_order(at, "", kBenutzer=1, kFirma=1, cWaehrung="EUR")
        for number, count in units.items():
            article = self.database.one(
                "SELECT kArtikel, cArtNr, cName FROM tArtikel WHERE cArtNr = ?", number
            )
            if article is None:
                raise LookupError(f"no article {number!r}")
            self._position(
                key,
                BookablePosition(
                    article=article["kArtikel"],
                    number=article["cArtNr"],
                    name=article["cName"],
                    units=str(count),
                    net="0",
                    gross="0",
                    vat_percent="19",
                    discount="0",
                ),
            )
        row = self.database.one("SELECT cAuftragsNr FROM tAuftrag WHERE kAuftrag = ?", key)
        return str(row["cAuftragsNr"]) if row is not None else ""

    def open_order(self, at: float, own_number: str, **columns: Value) -> int:
        """
        Write the head of an order under its own or the next free number.
        """
        if not own_number or self.number_taken(own_number):
            own_number = f"AU-{self.time.month(at)}-{self.notebook.next_number('orders')}"
        head: dict[str, Value] = {
            "cAuftragsNr": own_number,
            "nType": ORDER_TYPE,
            "dErstellt": self.time.text(at),
            "kPlattform": 1,
            **columns,
        }
        return self.database.insert("tAuftrag", head)

    def number_taken(self, own_number: str) -> bool:
        """
        Tell whether an order has that number already.
        """
        return (
            self.database.count(
                "SELECT count(*) FROM tAuftrag WHERE cAuftragsNr = ? AND nType = ?",
                own_number,
                ORDER_TYPE,
            )
            > 0
        )

    def _customer(self, order: BookableOrder, at: float) -> tuple[int, str]:
        number = order.customer["cKundenNr"]
        known = self.database.one("SELECT kKunde FROM tkunde WHERE cKundenNr = ?", number)
        if number and known is not None:
            return known["kKunde"], number
        # An empty number makes a new customer each time, even for the same e-mail address.
        number = number or f"K{self.notebook.next_number('customers')}"
        key = self.database.insert(
            "tkunde",
            {**order.customer, "cKundenNr": number, "fRabatt": 0, "dErstellt": self.time.text(at)},
        )
        self.database.insert(
            "tAdresse", {"kKunde": key, "nStandard": 1, "nTyp": 1, **order.billing}
        )
        return key, number

    def _position(self, order_key: int, position: BookablePosition) -> None:
        key = self.database.insert(
            "tAuftragPosition",
            {
                "kAuftrag": order_key,
                "kArtikel": position.article,
                "cArtNr": position.number,
                "cName": position.name,
                "fAnzahl": position.units,
                "fVkNetto": position.net,
                "fMwSt": position.vat_percent,
                "fRabatt": position.discount,
                "nType": ARTICLE if position.article is not None else SHIPPING_COSTS,
            },
        )
        if position.article is not None and not self._component_positions(
            order_key, key, position, position.article
        ):
            self.stock.reserve(position.article, Decimal(position.units))

    def _component_positions(
        self, order_key: int, parent_key: int, position: BookablePosition, article: int
    ) -> bool:
        components = self.database.rows(
            """SELECT s.kArtikel, s.fAnzahl, a.cArtNr, a.cName FROM tStueckliste s
                JOIN tArtikel a ON a.kArtikel = s.kArtikel
                WHERE s.kVaterArtikel = ? ORDER BY s.nSort""",
            article,
        )
        for component in components:
            units = Decimal(position.units) * Decimal(str(component["fAnzahl"]))
            self.database.insert(
                "tAuftragPosition",
                {
                    "kAuftrag": order_key,
                    "kArtikel": component["kArtikel"],
                    "cArtNr": component["cArtNr"],
                    "cName": component["cName"],
                    "fAnzahl": str(units),
                    "fVkNetto": 0,
                    "fMwSt": position.vat_percent,
                    "fRabatt": 0,
                    "nType": ARTICLE,
                    "kAuftragStueckliste": parent_key,
                },
            )
            self.stock.reserve(component["kArtikel"], units)
        if components:
            # A set's own position points at itself; JTL tells sets by that.
            self.database.run(
                "UPDATE tAuftragPosition SET kAuftragStueckliste = ? WHERE kAuftragPosition = ?",
                parent_key,
                parent_key,
            )
        return bool(components)

    def _key_figures(self, key: int, order: BookableOrder) -> None:
        net = gross = Decimal(0)
        for position in order.positions:
            units = Decimal(position.units) * (100 - Decimal(position.discount)) / 100
            net += Decimal(position.net) * units
            gross += Decimal(position.gross) * units
        self.database.insert(
            "tAuftragEckdaten",
            {
                "kAuftrag": key,
                "dBezahlt": f"{order.paid} 00:00:00" if order.paid else None,
                "fWertNetto": str(net),
                "fWertBrutto": str(gross),
                "fOffenerWert": 0 if order.paid else str(gross),
                "nZahlungStatus": 2 if order.paid else 0,
            },
        )
