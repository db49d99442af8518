"""Staying below the rate another system allows."""

import threading
import time
from collections.abc import Callable

from pyrate_limiter import InMemoryBucket, Rate, RateItem

from shared_kernel.errors import UnavailableError

#: A second as the other side may measure it: calls bunch up on their way.
_SECOND_MS = 1050

#: Seconds after which waiting for a turn is given up.
LONGEST_WAIT_S = 30.0


class RateLimit:
    """
    So many calls in any one second, shared by all threads that hold this object.

    Args:
        per_second: Calls per second; None switches the limit off.
        longest_wait_s: Time in seconds after which waiting is given up.
        sleep: Waits so many seconds; tests pass their own.
        now: A steadily growing time in seconds.
    """

    def __init__(
        self,
        per_second: int | None,
        *,
        longest_wait_s: float = LONGEST_WAIT_S,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bucket = InMemoryBucket([Rate(per_second, _SECOND_MS)]) if per_second else None
        self._longest_wait_s = longest_wait_s
        self._sleep = sleep
        self._now = now
        self._lock = threading.Lock()

    def wait(self) -> None:
        """
        Return when one more call may be made.

        Raises:
            UnavailableError: No turn came within the longest wait.
        """
        deadline = self._now() + self._longest_wait_s
        while (wait_s := self._try()) > 0:
            if self._now() + wait_s > deadline:
                raise UnavailableError(
                    "too many calls are waiting for their turn", retry_after_s=wait_s
                )
            self._sleep(wait_s)

    def _try(self) -> float:
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


class RateLimits:
    """
    One limit per key, for limits that several shops share.
    """

    def __init__(self, per_second: int | None) -> None:
        self._per_second = per_second
        self._limits: dict[str, RateLimit] = {}
        self._lock = threading.Lock()

    def of(self, key: str) -> RateLimit:
        """
        Return the limit of *key*; always the same object for the same key.
        """
        with self._lock:
            return self._limits.setdefault(key, RateLimit(self._per_second))
