"""
What of a booked order can still be packed.
"""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from sandbox.jtl.database import Database, Row

_POSITIONS = """SELECT p.kAuftragPosition, p.kArtikel, p.cArtNr, p.fAnzahl, p.kAuftragStueckliste,
        coalesce((SELECT sum(l.fAnzahl) FROM tLieferscheinPos l
            WHERE l.kBestellPos = p.kAuftragPosition), 0) AS delivered
    FROM tAuftragPosition p
    WHERE p.kAuftrag = ? AND p.kArtikel IS NOT NULL
    ORDER BY p.kAuftragPosition"""


@attrs.define(kw_only=True)
class OpenPosition:
    """
    A position somebody can pack, and how many of its units are on no delivery note yet.

    *per_set* is how many units one set of *set_number* takes; without a set number it is a plain
    article.  Numbers are in lower case.
    """

    key: int
    article: int
    number: str
    left: Decimal
    set_number: str = ""
    per_set: Decimal = Decimal(1)


def read_open_positions(database: Database, order_key: int) -> list[OpenPosition]:
    """
    Return the positions of an order, oldest first; sets appear as their components.
    """
    rows = database.rows(_POSITIONS, order_key)
    sets = {row["kAuftragPosition"]: row for row in rows if _is_set(row)}
    return [_open_position(row, sets) for row in rows if not _is_set(row)]


def spread(
    positions: Sequence[OpenPosition], number: str, units: Decimal
) -> list[tuple[OpenPosition, Decimal]]:
    """
    Spread units of an article over its positions, oldest first; what is too much goes last.
    """
    wanted = number.casefold()
    if components := [p for p in positions if p.set_number == wanted]:
        return [(position, units * position.per_set) for position in components]
    plain = [p for p in positions if p.number == wanted]
    parts: list[tuple[OpenPosition, Decimal]] = []
    for position in plain:
        fits = min(units, max(Decimal(0), position.left))
        part = units if position is plain[-1] else fits
        if part > 0:
            parts.append((position, part))
            units -= part
    return parts


def _is_set(row: Row) -> bool:
    return bool(row["kAuftragStueckliste"] == row["kAuftragPosition"])


def _open_position(row: Row, sets: dict[int, Row]) -> OpenPosition:
    ordered = Decimal(str(row["fAnzahl"]))
    position = OpenPosition(
        key=row["kAuftragPosition"],
        article=row["kArtikel"],
        number=str(row["cArtNr"]).casefold(),
        left=ordered - Decimal(str(row["delivered"])),
    )
    parent = sets.get(row["kAuftragStueckliste"])
    if parent is not None:
        position.set_number = str(parent["cArtNr"]).casefold()
        position.per_set = ordered / Decimal(str(parent["fAnzahl"]))
    return position
