"""The first documents' look-ups: a thousand articles per query, or one."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import attrs
import sqlalchemy as sa

_CHUNK = 1_000

_QUERY = """
SELECT a."cArtNr" AS number, a."nPuffer" AS buffer, a."cLagerAktiv" AS managed,
       l."fVerfuegbar" AS sellable, s."fBestand" AS here
FROM "tArtikel" a
LEFT JOIN tlagerbestand l ON l."kArtikel" = a."kArtikel"
LEFT JOIN "vLagerbestandProLager" s ON s."kArtikel" = a."kArtikel" AND s."kWarenlager" IN (1, 2)
"""
_MANY = sa.text(f'{_QUERY} WHERE a."cArtNr" IN :numbers').bindparams(
    sa.bindparam("numbers", expanding=True)
)
_ONE = sa.text(f'{_QUERY} WHERE a."cArtNr" = :number')


@attrs.define
class Stock:
    """
    What the ERP has of one article.
    """

    number: str
    sellable: Decimal
    physical: Decimal
    buffer: int
    managed: bool


def in_chunks(engine: sa.Engine, numbers: Sequence[str]) -> dict[str, Stock]:
    """
    Return the stock of *numbers*, a query per thousand.
    """
    found: dict[str, Stock] = {}
    for start in range(0, len(numbers), _CHUNK):
        with engine.connect() as connection:
            rows = connection.execute(_MANY, {"numbers": list(numbers[start : start + _CHUNK])})
            _take(found, rows)
    return found


def one_by_one(engine: sa.Engine, numbers: Sequence[str]) -> dict[str, Stock]:
    """
    Return the stock of *numbers*, a query for each.
    """
    found: dict[str, Stock] = {}
    for number in numbers:
        with engine.connect() as connection:
            _take(found, connection.execute(_ONE, {"number": number}))
    return found


def _take(found: dict[str, Stock], rows: Iterable[sa.Row[tuple[object, ...]]]) -> None:
    for row in rows:
        here = Decimal(str(row.here or 0))
        if row.number in found:
            found[row.number].physical += here
        else:
            found[row.number] = Stock(
                row.number, Decimal(str(row.sellable or 0)), here, row.buffer, row.managed == "Y"
            )
