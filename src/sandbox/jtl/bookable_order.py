"""
An order as JTL understood it: checked, and ready to be booked.
"""

import json
from collections.abc import Mapping

import attrs


@attrs.frozen(kw_only=True)
class BookablePosition:
    """
    One position; numbers are decimal text as they stood in the document.

    *article* is the article's key in ``tArtikel``; nothing for shipping costs.
    """

    article: int | None
    number: str
    name: str
    units: str
    net: str
    gross: str
    vat_percent: str
    discount: str


@attrs.frozen(kw_only=True)
class BookableOrder:
    """
    A whole order; the addresses are rows of the address tables, without their keys.
    """

    external: str
    own_number: str
    currency: str
    company: int
    user: int
    shipping_method: int
    payment_method: int
    paid: str
    customer: Mapping[str, str]
    billing: Mapping[str, str]
    delivery: Mapping[str, str]
    positions: tuple[BookablePosition, ...]

    def to_json(self) -> str:
        """
        Return the text the worker keeps until the order is booked.
        """
        return json.dumps(attrs.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "BookableOrder":
        """
        Read what ``to_json`` wrote.
        """
        raw = json.loads(text)
        raw["positions"] = tuple(BookablePosition(**position) for position in raw["positions"])
        return cls(**raw)
