"""What an order costs when a file says it, which may leave out the VAT."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import attrs

from shared_kernel.errors import Family, Problem
from temu_core.amounts import LineAmounts, OrderAmounts
from temu_core.order import LineNumber
from temu_core.rules.vat import tax_of, vat_rate
from temu_core.rules.vat_rates import legal_rates
from temu_core.shop import FilePrices, OrderFilePolicy

#: ``Problem.code`` when a setting must say what the file does not.
PRICES_UNCLEAR = "prices_unclear"

_CENT = Decimal(1)


@attrs.frozen(kw_only=True)
class FiledLine:
    """
    The money of one line as a file states it, in cents for all its units.
    """

    line: LineNumber
    quantity: int
    #: With or without VAT, as the merchant says; None: not stated.
    price: int | None
    #: After discounts, without VAT, and the VAT on it; both or neither.
    net: int | None = None
    tax: int | None = None


@attrs.frozen(kw_only=True)
class FiledPrices:
    """
    The money of one order as a file states it, in cents of one currency.
    """

    currency: str
    lines: Sequence[FiledLine]
    #: Once for the whole order; like ``FiledLine.price``.
    shipping: int
    #: Without VAT; None: not stated.
    shipping_net: int | None = None


def file_amounts(
    filed: FiledPrices, country: str | None, on: date, policy: OrderFilePolicy
) -> OrderAmounts | Problem:
    """
    Return what the buyer paid, VAT and all, or what a person must say first.

    Stated VAT is taken as it is.  Where none is stated nothing is guessed: the merchant
    says whether prices contain it, and the rate is the set one or the destination's
    standard rate.  Shipping is taxed like the first line and stands on it.

    Args:
        country: Where the order goes, as ISO code; None: nobody knows that country.
        on: The day that decides which rates are legal.
    """
    rates = legal_rates(country or "", on)
    assumed = policy.vat_rate if policy.vat_rate is not None else next(iter(rates), None)
    lines: list[LineAmounts] = []
    for filed_line in filed.lines:
        goods = _goods(filed_line, assumed, policy)
        if isinstance(goods, Problem):
            return goods
        lines.append(
            LineAmounts(
                line=filed_line.line,
                quantity=filed_line.quantity,
                goods_gross=goods[0],
                goods_tax=goods[1],
                shipping_gross=0,
                shipping_tax=0,
            )
        )
    first = lines[0]
    rate = vat_rate(first.goods_gross, first.goods_tax, (*rates, *_set(policy)), prefer=assumed)
    shipping = _shipping(filed, rate if rate is not None else assumed, policy)
    if isinstance(shipping, Problem):
        return shipping
    lines[0] = attrs.evolve(first, shipping_gross=shipping[0], shipping_tax=shipping[1])
    return OrderAmounts(
        currency=filed.currency,
        goods_gross=sum(line.goods_gross for line in lines),
        goods_tax=sum(line.goods_tax for line in lines),
        shipping_gross=shipping[0],
        shipping_tax=shipping[1],
        lines=tuple(lines),
    )


def _goods(
    line: FiledLine, rate: Decimal | None, policy: OrderFilePolicy
) -> tuple[int, int] | Problem:
    if line.net is not None and line.tax is not None:
        return line.net + line.tax, line.tax
    if line.price is None:
        return _unclear(f"the file states no price of line {line.line}")
    return _with_tax(line.price, rate, policy)


def _shipping(
    filed: FiledPrices, rate: Decimal | None, policy: OrderFilePolicy
) -> tuple[int, int] | Problem:
    if filed.shipping_net is not None:
        if rate is None:
            return _no_rate()
        gross = _gross_of(filed.shipping_net, rate)
        return gross, gross - filed.shipping_net
    if filed.shipping == 0:
        return 0, 0
    return _with_tax(filed.shipping, rate, policy)


def _with_tax(
    price: int, rate: Decimal | None, policy: OrderFilePolicy
) -> tuple[int, int] | Problem:
    if policy.prices is FilePrices.UNKNOWN:
        return _unclear(
            "the file does not say whether its prices contain VAT; "
            'set order_file.prices to "net" or "gross" and import it again'
        )
    if rate is None:
        return _no_rate()
    if policy.prices is FilePrices.GROSS:
        return price, tax_of(price, rate)
    gross = _gross_of(price, rate)
    return gross, gross - price


def _gross_of(net: int, rate: Decimal) -> int:
    return int((net * (100 + rate) / 100).quantize(_CENT, rounding=ROUND_HALF_UP))


def _set(policy: OrderFilePolicy) -> tuple[Decimal, ...]:
    return () if policy.vat_rate is None else (policy.vat_rate,)


def _no_rate() -> Problem:
    return _unclear("no VAT rate of the destination is known; set order_file.vat_rate")


def _unclear(text: str) -> Problem:
    return Problem(family=Family.TRY_LATER, text=text, code=PRICES_UNCLEAR, field="order_file")
