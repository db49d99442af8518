"""Amounts of money in integer minor units."""

import attrs
from attrs import validators


def _is_currency(_instance: object, _attribute: object, value: str) -> None:
    if not (len(value) == 3 and value.isascii() and value.isupper()):
        raise ValueError(f"{value!r} is not an ISO 4217 currency code")


@attrs.frozen
class Money:
    """
    An amount in cents of one currency.
    """

    cents: int = attrs.field(validator=validators.instance_of(int))
    currency: str = attrs.field(validator=_is_currency)

    def __add__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(self.cents + other.cents, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(self.cents - other.cents, self.currency)

    def __str__(self) -> str:
        sign = "-" if self.cents < 0 else ""
        whole, cents = divmod(abs(self.cents), 100)
        return f"{sign}{whole}.{cents:02d} {self.currency}"

    def _same_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")
