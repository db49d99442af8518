"""Checks that hang, fail, or are asked too often."""

import threading
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from adapters.clock import FixedClock
from entrypoints.rest.health_checks import Finding, HealthCheck, HealthChecks
from shared_kernel.errors import UnavailableError


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 12, tzinfo=UTC))


def _away() -> str:
    raise UnavailableError("the ERP does not answer")


def _broken() -> str:
    raise ZeroDivisionError


def _found(checks: HealthChecks) -> dict[str, Finding]:
    return {finding.name: finding for finding in checks.findings()}


def test_each_check_tells_what_it_found(clock: FixedClock) -> None:
    checks = HealthChecks(
        [HealthCheck(name="a", look=lambda: "answers"), HealthCheck(name="b", look=_away)], clock
    )

    found = _found(checks)

    assert (found["a"].ok, found["a"].text) == (True, "answers")
    assert (found["b"].ok, found["b"].text) == (False, "the ERP does not answer")


def test_a_check_that_hangs_holds_nobody_up(clock: FixedClock) -> None:
    """
    Each has its own time; a second call does not start it again.
    """
    let_go, calls = threading.Event(), list[int]()

    def hang() -> str:
        calls.append(1)
        let_go.wait(10)
        return "late"

    checks = HealthChecks(
        [
            HealthCheck(name="slow", look=hang, limit_s=0.05),
            HealthCheck(name="quick", look=lambda: "answers"),
        ],
        clock,
    )
    begun = monotonic()

    first, second = _found(checks), _found(checks)
    let_go.set()

    assert monotonic() - begun < 5
    assert first["slow"].text == second["slow"].text == "no answer within 0.05 s"
    assert first["quick"].ok
    assert len(calls) == 1


def test_a_mistake_in_a_check_is_only_that_checks_trouble(clock: FixedClock) -> None:
    checks = HealthChecks(
        [HealthCheck(name="a", look=_broken), HealthCheck(name="b", look=lambda: "answers")], clock
    )

    found = _found(checks)

    assert (found["a"].ok, found["b"].ok) == (False, True)


def test_the_other_side_is_not_asked_more_often_than_needed(clock: FixedClock) -> None:
    calls: list[int] = []

    def look() -> str:
        calls.append(1)
        return "answers"

    fresh = timedelta(seconds=30)
    checks = HealthChecks([HealthCheck(name="a", look=look, fresh_for=fresh)], clock)

    for _ in range(5):
        checks.findings()
    clock.advance(timedelta(seconds=31))
    checks.findings()

    assert len(calls) == 2
