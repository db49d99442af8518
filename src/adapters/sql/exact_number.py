"""Decimal numbers from a database, as somebody typed them."""

from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=4096)
def exact(value: Decimal | float | str) -> Decimal:
    """
    Return *value* as ``5`` or ``2.5``, not as ``5.0000000000000``, to which servers fill it up.
    """
    # Stock repeats: most articles have one of a few hundred quantities.
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    whole = number.to_integral_value()
    # Adding nothing writes a hundred as 100, not as 1E+2.
    return whole + 0 if number == whole else number.normalize()
