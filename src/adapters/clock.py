"""The machine's clock, and clocks that a test or a demonstration can move."""

import threading
from datetime import UTC, datetime, timedelta

import attrs

from shared_kernel.clock import Clock


@attrs.frozen
class SystemClock(Clock):
    """
    The machine's clock; nothing else in the product reads it.
    """

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one place where the clock is read


@attrs.define
class ShiftedClock(Clock):
    """
    A clock that runs like *base*, so much ahead of it (or behind, when negative).

    ``advance`` plays a demonstration's day fast.
    """

    base: Clock
    offset: timedelta = timedelta(0)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False, eq=False)

    def now(self) -> datetime:
        return self.base.now() + self.offset

    def advance(self, span: timedelta) -> None:
        """
        Run *span* further ahead of the base from now on.
        """
        with self._lock:
            self.offset += span


def _aware(_instance: object, _attribute: object, moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError("a clock needs an aware moment")


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(UTC)


@attrs.define
class FixedClock(Clock):
    """
    A clock that stands still until it is told to advance.
    """

    _moment: datetime = attrs.field(converter=_in_utc, validator=_aware)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False, eq=False)

    def now(self) -> datetime:
        return self._moment

    def advance(self, span: timedelta) -> None:
        """
        Let so much time pass at once.
        """
        with self._lock:
            self._moment += span
