"""Doing the same for many, but never for too many at once."""

import threading
import time

import attrs
import pytest

from adapters.http.client import make_client
from adapters.http.concurrency import fan_out


@attrs.define
class Counting:
    """
    Knows how many calls run now and how many ran at most.
    """

    running: int = 0
    most: int = 0
    lock: threading.Lock = attrs.field(factory=threading.Lock)

    def __call__(self, item: int) -> int:
        with self.lock:
            self.running += 1
            self.most = max(self.most, self.running)
        time.sleep(0.01)
        with self.lock:
            self.running -= 1
        return item * 2


def test_results_come_in_the_order_of_the_items() -> None:
    assert fan_out(Counting(), range(40)) == [item * 2 for item in range(40)]


def test_many_run_at_once_but_never_more_than_allowed() -> None:
    counting = Counting()

    fan_out(counting, range(64))

    assert 8 <= counting.most <= 16


def test_nothing_to_do_starts_nothing() -> None:
    assert fan_out(Counting(), []) == []


def test_the_first_failure_in_order_is_raised() -> None:
    def fail(item: int) -> int:
        if item:
            raise ValueError(str(item))
        return item

    with pytest.raises(ValueError, match="1"):
        fan_out(fail, [0, 1, 2])


def test_a_client_carries_at_most_sixteen_requests() -> None:
    with pytest.raises(ValueError, match="16"):
        make_client(in_flight=17)


def test_a_client_always_times_out() -> None:
    with make_client(timeout_s=7) as client:
        timeouts = client.timeout.as_dict()

    assert set(timeouts.values()) == {7}


def test_a_client_takes_nothing_from_the_environment() -> None:
    with make_client() as client:
        assert not client.trust_env
        assert not client.follow_redirects
