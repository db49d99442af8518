"""Which VAT rate an amount was taxed at."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal(1)
_NET = Decimal("0.00001")
_HALF = Decimal("0.5")


def vat_rate(
    gross: int, tax: int, rates: Sequence[Decimal], *, prefer: Decimal | None = None
) -> Decimal | None:
    """
    Return the rate among *rates* that explains *tax* cents within one cent, or None.

    The nearest wins; among equals *prefer*, then the earlier one: on small amounts
    several rates round to the same tax.
    """
    best: Decimal | None = None
    distance = 2
    for rate in rates:
        off = abs(tax_of(gross, rate) - tax)
        if off < distance or (off == distance and off < 2 and rate == prefer):
            best, distance = rate, off
    return best


def tax_of(gross: int, rate: Decimal) -> int:
    """
    Return the VAT contained in *gross* cents, rounded half up to the cent.
    """
    exact = gross * rate / (100 + rate)
    return int(exact.quantize(_CENT, rounding=ROUND_HALF_UP))


def net_of(gross_cents: int, rate: Decimal) -> Decimal:
    """
    Return *gross_cents* without VAT, in whole currency, five places, rounded half up.
    """
    return (Decimal(gross_cents) / (100 + rate)).quantize(_NET, rounding=ROUND_HALF_UP)


def shown_rate(gross: int, tax: int) -> Decimal | None:
    """
    Return the rate the amounts themselves show, to half a percent; None when they show none.
    """
    if not 0 <= tax < gross:
        return None
    exact = Decimal(tax) * 100 / (gross - tax)
    return (exact / _HALF).quantize(Decimal(1), rounding=ROUND_HALF_UP) * _HALF
