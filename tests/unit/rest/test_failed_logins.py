"""How long those who guess have to wait."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.clock import FixedClock
from entrypoints.rest.failed_logins import FailedLogins

HERE, THERE = "203.0.113.9", "198.51.100.1"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 12, tzinfo=UTC))


@pytest.fixture
def logins(clock: FixedClock) -> FailedLogins:
    return FailedLogins(clock=clock)


def _guess(logins: FailedLogins, times: int) -> None:
    for number in range(times):
        logins.failed(HERE, f"guess {number}")


def test_a_few_slips_are_free(logins: FailedLogins) -> None:
    _guess(logins, 3)

    assert logins.wait_s(HERE) == 0


def test_the_wait_doubles_up_to_a_minute(logins: FailedLogins) -> None:
    waits = []
    for number in range(12):
        logins.failed(HERE, f"guess {number}")
        waits.append(logins.wait_s(HERE))

    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_time_ends_the_wait(logins: FailedLogins, clock: FixedClock) -> None:
    _guess(logins, 5)

    clock.advance(timedelta(seconds=2))

    assert logins.wait_s(HERE) == 0


def test_an_old_token_tried_again_and_again_is_no_guessing(logins: FailedLogins) -> None:
    """
    A monitor with a revoked token must not lock its own machine out.
    """
    for _ in range(50):
        logins.failed(HERE, "the same old token")

    assert logins.wait_s(HERE) == 0


def test_others_do_not_wait(logins: FailedLogins) -> None:
    _guess(logins, 10)

    assert logins.wait_s(THERE) == 0


def test_who_knows_a_secret_starts_anew(logins: FailedLogins) -> None:
    _guess(logins, 10)

    logins.passed(HERE)

    assert logins.wait_s(HERE) == 0


def test_only_so_many_addresses_are_remembered(clock: FixedClock) -> None:
    """
    Memory must not be what an attacker has more of.
    """
    logins = FailedLogins(clock=clock, free=0, most_addresses=10)

    for number in range(100):
        logins.failed(f"10.0.0.{number}", "a guess")

    waiting = [number for number in range(100) if logins.wait_s(f"10.0.0.{number}") > 0]
    assert waiting == list(range(90, 100))
