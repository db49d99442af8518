"""
How many calls arrive, how many at once, and when it is too many.
"""

import time
from collections import Counter, deque
from collections.abc import Callable

import attrs


@attrs.define
class Traffic:
    """
    Counts calls since the start or the last reset; forgotten when the process ends.
    """

    calls: int = 0
    in_flight: int = 0
    max_in_flight: int = 0
    rate_limited: int = 0
    by_type: Counter[str] = attrs.field(factory=Counter)

    def enter(self) -> None:
        """
        Note that a call arrived.
        """
        self.calls += 1
        self.in_flight += 1
        self.max_in_flight = max(self.max_in_flight, self.in_flight)

    def leave(self) -> None:
        """
        Note that a call is over.
        """
        self.in_flight -= 1

    def reset(self) -> None:
        """
        Count from zero again; calls in flight stay counted.
        """
        self.calls = self.rate_limited = 0
        self.max_in_flight = self.in_flight
        self.by_type.clear()

    def as_json(self) -> dict[str, object]:
        """
        Return the counts.
        """
        return {
            "calls": self.calls,
            "max_in_flight": self.max_in_flight,
            "by_type": dict(self.by_type),
            "rate_limited": self.rate_limited,
        }


@attrs.define
class RateLimit:
    """
    A sliding window of one real second.
    """

    clock: Callable[[], float] = time.monotonic
    recent: deque[float] = attrs.field(factory=deque)

    def admits(self, per_second: int) -> bool:
        """
        Return whether one more call fits; a refused call does not count.
        """
        now = self.clock()
        while self.recent and self.recent[0] <= now - 1:
            self.recent.popleft()
        if len(self.recent) >= per_second:
            return False
        self.recent.append(now)
        return True
