"""What the buyer pays for an order, as the marketplace answers it."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from temu_core.order import LineNumber


@attrs.frozen(kw_only=True)
class LineAmounts:
    """
    The money of one line in cents; gross means with VAT, for all its units.
    """

    line: LineNumber
    #: Units these amounts stand for: those originally ordered.
    quantity: int
    goods_gross: int
    goods_tax: int
    shipping_gross: int
    shipping_tax: int
    #: Gross, taken off ``goods_gross``; never negative.
    seller_discount: int = 0
    #: Gross, paid by the marketplace; never negative.
    marketplace_discount: int = 0


@attrs.frozen(kw_only=True)
class OrderAmounts:
    """
    The money of one order in cents of one currency; gross means with VAT.
    """

    currency: str
    goods_gross: int
    goods_tax: int
    shipping_gross: int
    shipping_tax: int
    seller_discount: int = 0
    marketplace_discount: int = 0
    lines: tuple[LineAmounts, ...]

    def by_line(self) -> Mapping[LineNumber, LineAmounts]:
        """
        Return the line amounts by line number.
        """
        return MappingProxyType({line.line: line for line in self.lines})
