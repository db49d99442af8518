"""The positions of an order document."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs

from temu_core.document import DocumentPosition, PositionKind
from temu_core.rules.vat import net_of

#: Five net places are off by at most 0.000005 per unit, so 500 units stay below half a cent
#: at any rate up to 99 %.
_MOST_UNITS = 500


@attrs.frozen(kw_only=True)
class PricedLine:
    """
    One line the way it is exported; amounts in cents, with VAT, for all its units in the ERP.
    """

    name: str
    article: str
    units: int
    goods_gross: int
    goods_rate: Decimal
    shipping_gross: int
    shipping_rate: Decimal

    @property
    def total(self) -> int:
        """
        What the buyer pays for the line, shipping included.
        """
        return self.goods_gross + self.shipping_gross


def split_price(total: int, units: int) -> tuple[tuple[int, int], ...]:
    """
    Return (units, cents per unit) pairs that sum to *total* exactly.

    A price that does not divide becomes two pairs one cent apart; no pair has more
    than 500 units.

    Raises:
        ValueError: No units, or a negative total.
    """
    if units < 1 or total < 0:
        raise ValueError(f"{total} cents cannot be split over {units} units")

    price, dearer = divmod(total, units)
    return (*_portions(units - dearer, price), *_portions(dearer, price + 1))


def positions(lines: Sequence[PricedLine], shipping_name: str) -> tuple[DocumentPosition, ...]:
    """
    Return the articles line by line, then the shipping costs, one position per VAT rate.

    Shipping that costs nothing has no position.
    """
    shipping: dict[Decimal, int] = {}
    for line in lines:
        shipping[line.shipping_rate] = shipping.get(line.shipping_rate, 0) + line.shipping_gross
    return (
        *(position for line in lines for position in _articles(line)),
        *(
            _position(PositionKind.SHIPPING, shipping_name, "", 1, gross, rate)
            for rate, gross in shipping.items()
            if gross
        ),
    )


def _portions(units: int, price: int) -> Iterator[tuple[int, int]]:
    for start in range(0, units, _MOST_UNITS):
        yield min(_MOST_UNITS, units - start), price


def _articles(line: PricedLine) -> Iterator[DocumentPosition]:
    for units, price in split_price(line.goods_gross, line.units):
        yield _position(
            PositionKind.ARTICLE, line.name, line.article, units, price, line.goods_rate
        )


def _position(
    kind: PositionKind, name: str, article: str, units: int, price: int, rate: Decimal
) -> DocumentPosition:
    return DocumentPosition(
        kind=kind,
        name=name,
        article=article,
        units=units,
        unit_net=net_of(price, rate),
        unit_gross=price,
        vat_rate=rate,
    )
