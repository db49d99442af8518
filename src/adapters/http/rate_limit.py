"""Staying below the rate another system allows."""

import threading
import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol

from pyrate_limiter import InMemoryBucket, Rate, RateItem

from shared_kernel.errors import UnavailableError

#: A second as the other side may measure it: calls bunch up on their way.
SECOND_MS = 1050

#: Seconds after which waiting for a turn is given up.
LONGEST_WAIT_S = 30.0


class CallLimit(Protocol):
    """
    Lets calls through one by one, so that the other side does not refuse them.
    """

    @abstractmethod
    def wait(self) -> float:
        """
        Return when one more call may be made; says how many seconds were waited.

        Raises:
            UnavailableError: No turn came within the longest wait.
        """


class RateLimit(CallLimit):
    """
    So many calls in any one second, shared by all threads that hold this object.

    Args:
        per_second: Calls per second; None switches the limit off.
        window_ms: What counts as a second; longer for rates below one call per second.
        longest_wait_s: Time in seconds after which waiting is given up.
        sleep: Waits so many seconds; tests pass their own.
        now: A steadily growing time in seconds.
    """

    def __init__(
        self,
        per_second: int | None,
        *,
        window_ms: int = SECOND_MS,
        longest_wait_s: float = LONGEST_WAIT_S,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bucket = InMemoryBucket([Rate(per_second, window_ms)]) if per_second else None
        self._longest_wait_s = longest_wait_s
        self._sleep = sleep
        self._now = now
        self._lock = threading.Lock()

    def wait(self) -> float:
        return wait_for_turn(
            self.take, longest_wait_s=self._longest_wait_s, sleep=self._sleep, now=self._now
        )

    def take(self) -> float:
        """
        Take a turn and return 0, or return the seconds until asking again makes sense.
        """
        if self._bucket is None:
            return 0.0
        # One lock around reading the time and booking it keeps the bucket sorted.
        with self._lock:
            item = RateItem("call", int(self._now() * 1000))
            self._bucket.leak(item.timestamp)
            if self._bucket.put(item):
                return 0.0
            wait_ms = self._bucket.waiting(item)
        if not isinstance(wait_ms, int):
            raise TypeError("the bucket in memory answers at once")
        return (wait_ms + 1) / 1000


def wait_for_turn(
    take: Callable[[], float],
    *,
    longest_wait_s: float,
    sleep: Callable[[float], None],
    now: Callable[[], float],
) -> float:
    """
    Return when *take* gave a turn; until then it says for how many seconds to sleep.

    Returns:
        The seconds waited, exactly 0 when the first try gave a turn.

    Raises:
        UnavailableError: No turn came within the longest wait.
    """
    begun = ended = now()
    while (wait_s := take()) > 0:
        if now() + wait_s > begun + longest_wait_s:
            raise UnavailableError(
                "too many calls are waiting for their turn", retry_after_s=wait_s
            )
        sleep(wait_s)
        ended = now()
    return ended - begun


class RateLimits:
    """
    One limit per key, for limits that several shops share.

    Args:
        make: Makes the limit of a key for so many calls per second; None: no limit.
    """

    def __init__(self, make: Callable[[str, int | None], CallLimit] | None = None) -> None:
        self._make = make or (lambda _key, per_second: RateLimit(per_second))
        self._limits: dict[str, CallLimit] = {}
        self._lock = threading.Lock()

    def of(self, key: str, per_second: int | None) -> CallLimit:
        """
        Return the limit of *key*; always the same object for the same key.
        """
        with self._lock:
            if key not in self._limits:
                self._limits[key] = self._make(key, per_second)
            return self._limits[key]
