"""What goes out is counted while it goes."""

import threading

import httpx
import pytest
from tests.unit.adapters.http.test_rate_limit import Time

from adapters.http.concurrency import fan_out
from adapters.http.rate_limit import RateLimit
from adapters.http.traffic import Traffic, TrafficFigures


def test_a_call_is_in_flight_until_it_ends() -> None:
    traffic = Traffic()

    with traffic.call(), traffic.call():
        during = traffic.figures()

    assert (during.in_flight, during.calls) == (2, 2)
    assert traffic.figures() == TrafficFigures(in_flight=0, calls=2, waits=0, waited_s=0.0)


def test_a_call_that_fails_has_ended_too() -> None:
    traffic = Traffic()

    with pytest.raises(httpx.ReadTimeout), traffic.call():
        raise httpx.ReadTimeout("slow")

    assert traffic.figures().in_flight == 0


def test_calls_of_many_threads_are_all_counted() -> None:
    traffic, together = Traffic(), threading.Barrier(8)

    def call(_: int) -> int:
        with traffic.call():
            together.wait(5)
            return traffic.figures().in_flight

    seen = fan_out(call, range(80), at_most=8)

    assert max(seen) <= 8
    assert (traffic.figures().in_flight, traffic.figures().calls) == (0, 80)


def test_only_calls_that_waited_for_their_turn_count_as_waits() -> None:
    time, traffic = Time(), Traffic()
    limit = RateLimit(2, sleep=time.sleep, now=time.now)

    for _ in range(3):
        traffic.waited(limit.wait())

    assert traffic.figures().waits == 1
    assert traffic.figures().waited_s == pytest.approx(1.05, abs=0.01)
