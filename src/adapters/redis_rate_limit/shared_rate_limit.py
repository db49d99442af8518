"""A rate limit for processes on several machines, which holds without Redis too."""

import math
import threading
import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol

import attrs
import redis

from adapters.http.rate_limit import (
    LONGEST_WAIT_S,
    SECOND_MS,
    CallLimit,
    RateLimit,
    wait_for_turn,
)

#: While Redis is away it is asked again after so many seconds.
ASK_AGAIN_S = 5.0
#: No process needs longer to notice that Redis is back, a slow answer included.
_ALL_BACK_S = ASK_AGAIN_S + 2.0
#: Calls that Redis still counted may have been made within the last of these.
_WINDOW_S = SECOND_MS / 1000


def own_share(
    per_second: int,
    processes: int,
    *,
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.monotonic,
) -> RateLimit:
    """
    Return the part of a rate that one of so many processes may use by itself.
    """
    seconds = max(1, math.ceil(processes / per_second))
    return RateLimit(
        max(1, per_second // processes),
        window_ms=SECOND_MS * seconds,
        sleep=sleep,
        now=now,
    )


class Turns(Protocol):
    """
    Turns that all processes count together.
    """

    @abstractmethod
    def take(self) -> float:
        """
        Take a turn and return 0, or return the seconds until asking again makes sense.

        Raises:
            redis.RedisError: Redis does not answer.
        """


@attrs.define(kw_only=True)
class SharedRateLimit(CallLimit):
    """
    Counts turns in Redis; while that is away every process keeps to its own share.

    Neither change may let too many through.  When Redis goes, a window passes
    before the first turn of one's own, for calls it counted are still under way.
    When it is back, turns count twice, there and here, until the last process can
    have noticed.  Only a network that parts some processes from Redis and not the
    others lets the rate rise, by the shares of those; the other side then refuses
    calls, and these are tried again.
    """

    turns: Turns
    own: RateLimit
    #: Told once when Redis goes and once when it is back.
    warn: Callable[[str], None]
    longest_wait_s: float = LONGEST_WAIT_S
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    _away: bool = attrs.field(default=False, init=False)
    _closed_until: float = attrs.field(default=0.0, init=False)
    _ask_again_at: float = attrs.field(default=0.0, init=False)
    _careful_until: float = attrs.field(default=0.0, init=False)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False, eq=False)

    def wait(self) -> float:
        return wait_for_turn(
            self.take, longest_wait_s=self.longest_wait_s, sleep=self.sleep, now=self.now
        )

    def take(self) -> float:
        """
        Take a turn and return 0, or return the seconds until asking again makes sense.
        """
        now = self.now()
        if now < self._closed_until:
            return self._closed_until - now
        was_away = self._away
        if (was_away or now < self._careful_until) and (wait_s := self.own.take()) > 0:
            return wait_s
        # Who knew it was away has a turn of its own; all others wait with the rest.
        without_redis = 0.0 if was_away else _WINDOW_S
        if not self._may_ask(now):
            return without_redis
        try:
            wait_s = self.turns.take()
        except redis.RedisError as error:
            self._gone(now, error)
            return without_redis
        self._answered(now)
        return wait_s

    def _may_ask(self, now: float) -> bool:
        with self._lock:
            if not self._away:
                return True
            if now < self._ask_again_at:
                return False
            # One thread asks; the others go on by themselves meanwhile.
            self._ask_again_at = now + ASK_AGAIN_S
            return True

    def _gone(self, now: float, error: redis.RedisError) -> None:
        with self._lock:
            if self._away:
                return
            self._away = True
            self._closed_until = self.now() + _WINDOW_S
            self._ask_again_at = now + ASK_AGAIN_S
        self.warn(
            f"the Redis of the shared rate limit does not answer ({type(error).__name__}); each "
            "process keeps to its own share until it does"
        )

    def _answered(self, now: float) -> None:
        with self._lock:
            if not self._away:
                return
            self._away = False
            self._careful_until = now + _ALL_BACK_S
        self.warn("the Redis of the shared rate limit answers again")
