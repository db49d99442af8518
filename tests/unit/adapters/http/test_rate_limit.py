"""A rate that all threads keep to together."""

import threading
from collections import Counter

import attrs
import pytest

from adapters.http.concurrency import fan_out
from adapters.http.rate_limit import RateLimit, RateLimits
from shared_kernel.errors import UnavailableError


@attrs.define
class Time:
    """
    A time that passes only while somebody sleeps.
    """

    seconds: float = 100.0
    naps: int = 0
    lock: threading.Lock = attrs.field(factory=threading.Lock)

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.naps += 1
            self.seconds += seconds


def test_a_second_holds_no_more_calls_than_allowed() -> None:
    time = Time()
    limit = RateLimit(20, sleep=time.sleep, now=time.now)

    moments = []
    for _ in range(60):
        limit.wait()
        moments.append(time.now())

    assert max(sum(1 for m in moments if s <= m < s + 1) for s in moments) == 20
    assert moments[-1] - moments[0] == pytest.approx(2.1, abs=0.1)


def test_waiting_is_sleeping_not_spinning() -> None:
    time = Time()
    limit = RateLimit(1, sleep=time.sleep, now=time.now)

    for _ in range(3):
        limit.wait()

    assert time.naps == 2


def test_all_threads_share_one_rate() -> None:
    time = Time()
    limit = RateLimit(20, sleep=time.sleep, now=time.now)
    seconds: Counter[float] = Counter()

    def call(_: int) -> None:
        limit.wait()
        seconds[time.now()] += 1

    fan_out(call, range(100), at_most=8)

    assert time.now() - 100.0 >= 4 * 1.05


def test_waiting_ends_when_no_turn_comes_in_time() -> None:
    time = Time()
    limit = RateLimit(1, longest_wait_s=0.5, sleep=time.sleep, now=time.now)
    limit.wait()

    with pytest.raises(UnavailableError) as caught:
        limit.wait()

    assert caught.value.retry_after_s == pytest.approx(1.05, abs=0.01)
    assert time.naps == 0


def test_without_a_limit_nobody_waits() -> None:
    time = Time()
    limit = RateLimit(None, sleep=time.sleep, now=time.now)

    for _ in range(100):
        limit.wait()

    assert time.naps == 0


def test_shops_with_one_key_share_one_limit() -> None:
    limits = RateLimits()

    assert limits.of("a", 20) is limits.of("a", 20)
    assert limits.of("a", 20) is not limits.of("b", 20)
