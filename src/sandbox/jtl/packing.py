"""
Packs booked orders: delivery notes, parcels and what each parcel holds.
"""

import sqlite3
from collections.abc import Sequence
from decimal import Decimal

import attrs

from sandbox.jtl.database import Database
from sandbox.jtl.local_time import LocalTime
from sandbox.jtl.notebook import Notebook
from sandbox.jtl.setup import JtlParcel, JtlStory
from sandbox.jtl.stock import Stock

_POSITIONS = """SELECT p.kAuftragPosition, p.kArtikel, p.cArtNr, p.fAnzahl, p.kAuftragStueckliste,
        coalesce((SELECT sum(l.fAnzahl) FROM tLieferscheinPos l
            WHERE l.kBestellPos = p.kAuftragPosition), 0) AS delivered
    FROM tAuftragPosition p
    WHERE p.kAuftrag = ? AND p.kArtikel IS NOT NULL
    ORDER BY p.kAuftragPosition"""

#: The tracking text that stands for "let the carrier invent one".
INVENT = "*"


@attrs.define(kw_only=True)
class OpenPosition:
    """
    A position somebody can pack, and how many of its units are not packed yet.

    *per_set* is how many units one set of *set_number* takes; empty for a plain article.
    """

    key: int
    article: int
    number: str
    left: Decimal
    set_number: str = ""
    per_set: Decimal = Decimal(1)


@attrs.frozen
class Packing:
    """
    The people at the packing table.
    """

    database: Database
    notebook: Notebook
    stock: Stock
    time: LocalTime

    def pack(self, order_key: int, parcels: Sequence[JtlParcel], story: JtlStory, at: float) -> int:
        """
        Write one delivery note with these parcels and return how many parcels there are.

        Nothing happens when there is nothing to pack.  A parcel whose tracking number is ``*``
        gets an invented one.
        """
        positions = self.open_positions(order_key)
        contents = [self._choose(positions, parcel) for parcel in parcels]
        if not any(contents):
            return 0
        note = self._delivery_note(order_key, at)
        lines = self._note_positions(note, contents)
        if story.delivery_note_without_parcel:
            parcels, contents = (), []
        for parcel, content in zip(parcels, contents, strict=True):
            self._parcel(note, parcel, at, sent=not story.label_only)
            for position, units in content.items():
                self.database.run(
                    """INSERT INTO tVersandPos VALUES (
                        (SELECT max(kVersand) FROM tVersand), ?, ?)""",
                    lines[position],
                    str(units),
                )
        self._key_figures(order_key, note, parcels, at, sent=not story.label_only)
        return len(parcels)

    def open_positions(self, order_key: int) -> list[OpenPosition]:
        """
        Return what of an order can still be packed; sets appear as their components.
        """
        rows = self.database.rows(_POSITIONS, order_key)
        parents = {r["kAuftragPosition"]: r for r in rows if _is_set(r)}
        return [_open_position(row, parents) for row in rows if not _is_set(row)]

    def _choose(self, positions: list[OpenPosition], parcel: JtlParcel) -> dict[int, Decimal]:
        chosen: dict[int, Decimal] = {}
        if not parcel.items:
            for position in positions:
                if position.left > 0:
                    chosen[position.key] = position.left
        for number, units in parcel.items.items():
            for position, part in _split(positions, number.casefold(), units):
                chosen[position.key] = chosen.get(position.key, Decimal(0)) + part
        for position in positions:
            if position.key in chosen:
                self._take(position, chosen[position.key])
        return chosen

    def _take(self, position: OpenPosition, units: Decimal) -> None:
        self.stock.reserve(position.article, -max(Decimal(0), min(units, position.left)))
        self.stock.deliver(position.article, units)
        position.left -= units

    def _delivery_note(self, order_key: int, at: float) -> int:
        number = f"LS-{self.time.month(at)}-{self.notebook.next_number('delivery notes')}"
        return self.database.insert(
            "tLieferschein",
            {
                "kBestellung": order_key,
                "cLieferscheinNr": number,
                "dErstellt": self.time.text(at),
            },
        )

    def _note_positions(self, note: int, contents: list[dict[int, Decimal]]) -> dict[int, int]:
        sums: dict[int, Decimal] = {}
        for content in contents:
            for position, units in content.items():
                sums[position] = sums.get(position, Decimal(0)) + units
        return {
            position: self.database.insert(
                "tLieferscheinPos",
                {"kLieferschein": note, "kBestellPos": position, "fAnzahl": str(units)},
            )
            for position, units in sums.items()
        }

    def _parcel(self, note: int, parcel: JtlParcel, at: float, *, sent: bool) -> None:
        key = self.database.insert(
            "tVersand",
            {
                "kLieferschein": note,
                "cIdentCode": parcel.tracking,
                "kVersandArt": self._method(parcel.method),
                "cLogistiker": parcel.method[:50],
                "dErstellt": self.time.text(at),
                "dVersendet": self.time.text(at) if sent else None,
                "nStatus": 2 if sent else 1,
            },
        )
        if parcel.tracking == INVENT:
            self.database.run(
                "UPDATE tVersand SET cIdentCode = ? WHERE kVersand = ?", invented_number(key), key
            )

    def _method(self, name: str) -> int:
        row = self.database.one("SELECT kVersandArt FROM tversandart WHERE cName = ?", name)
        if row is not None:
            return int(row["kVersandArt"])
        return self.database.insert("tversandart", {"cName": name})

    def _key_figures(
        self,
        order_key: int,
        note: int,
        parcels: Sequence[JtlParcel],
        at: float,
        *,
        sent: bool,
    ) -> None:
        gone = len(parcels) if sent else 0
        sent_at = self.time.text(at) if gone else None
        self.database.insert(
            "tLieferscheinEckdaten",
            {
                "kLieferschein": note,
                "dVersendet": sent_at,
                "nAnzahlPakete": len(parcels),
                "nAnzahlVersendetePakete": gone,
                "nVersandStatus": 2 if gone else 0,
            },
        )
        self.database.run(
            """UPDATE tAuftragEckdaten SET nAnzahlPakete = nAnzahlPakete + ?,
                nAnzahlVersendetePakete = nAnzahlVersendetePakete + ?,
                dLetzterVersand = coalesce(?, dLetzterVersand) WHERE kAuftrag = ?""",
            len(parcels),
            gone,
            sent_at,
            order_key,
        )
        if all(position.left <= 0 for position in self.open_positions(order_key)):
            self.database.run(
                "UPDATE tAuftrag SET nKomplettAusgeliefert = 1 WHERE kAuftrag = ?", order_key
            )


def invented_number(key: int) -> str:
    """
    Return 20 digits like a DHL number; each key gets its own, always the same.
    """
    # The factor shares no divisor with a power of ten, so no two keys meet.
    return f"00340000{(key * 736878708137 + 434190562311) % 10**12:012d}"


def _is_set(row: sqlite3.Row) -> bool:
    return bool(row["kAuftragStueckliste"] == row["kAuftragPosition"])


def _open_position(row: sqlite3.Row, parents: dict[int, sqlite3.Row]) -> OpenPosition:
    ordered = Decimal(str(row["fAnzahl"]))
    position = OpenPosition(
        key=row["kAuftragPosition"],
        article=row["kArtikel"],
        number=str(row["cArtNr"]).casefold(),
        left=ordered - Decimal(str(row["delivered"])),
    )
    parent = parents.get(row["kAuftragStueckliste"])
    if parent is not None:
        position.set_number = str(parent["cArtNr"]).casefold()
        position.per_set = ordered / Decimal(str(parent["fAnzahl"]))
    return position


def _split(
    positions: list[OpenPosition], number: str, units: Decimal
) -> list[tuple[OpenPosition, Decimal]]:
    """
    Spread units of an article over its positions, oldest first; what is too much goes last.
    """
    parts: list[tuple[OpenPosition, Decimal]] = []
    as_set = [p for p in positions if p.set_number == number]
    if as_set:
        return [(position, units * position.per_set) for position in as_set]
    plain = [p for p in positions if p.number == number]
    for position in plain:
        last = position is plain[-1]
        part = units if last else min(units, max(Decimal(0), position.left))
        if part > 0:
            parts.append((position, part))
            units -= part
    return parts
