"""One number that answers many questions, so that an event needs no more than that."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

#: The numbers that events and faults are made of lie below.
SIDES = 1 << 48

_MULTIPLIER, _INCREMENT = 0x5851F42D4C957F2D, 0x14057B7EF767814F
_MASK = (1 << 64) - 1


class Dice:
    """
    Throws that follow from one number alone: whatever else happens, they stay the same.
    """

    def __init__(self, number: int) -> None:
        self._state = (number * _MULTIPLIER + _INCREMENT) & _MASK

    def below(self, limit: int) -> int:
        """
        Return a whole number from 0 to *limit* - 1.
        """
        self._state = (self._state * _MULTIPLIER + _INCREMENT) & _MASK
        return (self._state >> 33) % limit

    def among(self, first: int, last: int) -> int:
        """
        Return a whole number from *first* to *last*, both included.
        """
        return first + self.below(last - first + 1)

    def one_in(self, number: int) -> bool:
        """
        Return True once in so many throws.
        """
        return self.below(number) == 0

    def pick(self, choices: Sequence[T]) -> T:
        """
        Return one of *choices*.
        """
        return choices[self.below(len(choices))]
