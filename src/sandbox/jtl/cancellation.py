"""
Cancels booked orders as a clerk would.
"""

import attrs

from sandbox.jtl.database import Database
from sandbox.jtl.local_time import LocalTime
from sandbox.jtl.packing import Packing
from sandbox.jtl.stock import Stock


@attrs.frozen
class Cancellation:
    """
    Marks orders as cancelled and sets their unpacked units free.
    """

    database: Database
    stock: Stock
    packing: Packing
    time: LocalTime

    def cancel(self, order_key: int, at: float) -> bool:
        """
        Cancel one order; tells whether it was not cancelled before.
        """
        if self.is_cancelled(order_key):
            return False
        self.database.run("UPDATE tAuftrag SET nStorno = 1 WHERE kAuftrag = ?", order_key)
        self.database.insert(
            "tAuftragStorno",
            {
                "kAuftrag": order_key,
                "kBenutzer": 1,
                "kAuftragStornogrund": 1,
                "dStorniert": self.time.text(at),
                "cKommentar": "",
            },
        )
        for position in self.packing.open_units(order_key):
            self.stock.reserve(position.article, -position.left)
        return True

    def is_cancelled(self, order_key: int) -> bool:
        """
        Tell whether an order was cancelled.
        """
        return (
            self.database.count(
                "SELECT count(*) FROM tAuftrag WHERE kAuftrag = ? AND nStorno = 1", order_key
            )
            > 0
        )
