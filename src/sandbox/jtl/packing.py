"""
The people at the packing table, who turn booked orders into parcels.
"""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from sandbox.jtl.database import Database
from sandbox.jtl.delivery_notes import DeliveryNotes
from sandbox.jtl.open_positions import OpenPosition, read_open_positions, spread
from sandbox.jtl.setup import JtlParcel
from sandbox.jtl.stock import Stock


@attrs.frozen
class Packing:
    """
    Chooses what goes into which parcel and takes it from the shelves.
    """

    database: Database
    stock: Stock
    notes: DeliveryNotes

    def pack(
        self,
        order_key: int,
        parcels: Sequence[JtlParcel],
        at: float,
        *,
        note_only: bool,
        label_only: bool,
    ) -> int:
        """
        Pack parcels onto one delivery note and return how many were packed or sent.

        Labels printed earlier leave now, unless these are labels too.  A delivery note written
        earlier without a parcel gets these parcels; the first holds everything.  Nothing happens
        when there is nothing to pack.
        """
        moved = 0 if label_only else self.notes.send_waiting(order_key, at)
        bare = None if note_only or not parcels else self.notes.bare_note(order_key)
        if bare is not None:
            note, units = bare
            contents = [units, *({} for _ in parcels[1:])]
        else:
            positions = read_open_positions(self.database, order_key)
            contents = [self._fill(positions, parcel) for parcel in parcels]
            note = self._note(order_key, contents, at)
        if note and not note_only:
            for parcel, content in zip(parcels, contents, strict=True):
                self.notes.add_parcel(note, parcel, content, at, sent=not label_only)
            moved += len(parcels)
        self.notes.count_anew(order_key)
        self._mark_complete(order_key)
        return moved

    def open_units(self, order_key: int) -> list[OpenPosition]:
        """
        Return the positions of an order that are not wholly packed yet.
        """
        return [p for p in read_open_positions(self.database, order_key) if p.left > 0]

    def _fill(self, positions: list[OpenPosition], parcel: JtlParcel) -> dict[int, Decimal]:
        if parcel.items:
            parts = [
                part
                for number, units in parcel.items.items()
                for part in spread(positions, number, units)
            ]
        else:
            parts = [(position, position.left) for position in positions if position.left > 0]
        filled: dict[int, Decimal] = {}
        for position, units in parts:
            filled[position.key] = filled.get(position.key, Decimal(0)) + units
            # Nothing is promised for what is packed beyond the order.
            promised = max(Decimal(0), min(units, position.left))
            self.stock.reserve(position.article, -promised)
            self.stock.deliver(position.article, units)
            position.left -= units
        return filled

    def _note(self, order_key: int, contents: list[dict[int, Decimal]], at: float) -> int:
        sums: dict[int, Decimal] = {}
        for content in contents:
            for position, units in content.items():
                sums[position] = sums.get(position, Decimal(0)) + units
        return self.notes.write(order_key, sums, at) if sums else 0

    def _mark_complete(self, order_key: int) -> None:
        if not self.open_units(order_key):
            self.database.run(
                "UPDATE tAuftrag SET nKomplettAusgeliefert = 1 WHERE kAuftrag = ?", order_key
            )
