"""Clocks that can be moved, and the one that cannot."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from adapters.clock import FixedClock, ShiftedClock, SystemClock

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_machines_time_is_aware_and_in_utc() -> None:
    now = SystemClock().now()

    assert now.utcoffset() == timedelta(0)


def test_a_shifted_clock_runs_like_its_base() -> None:
    base = FixedClock(NOON)
    shifted = ShiftedClock(base, HOUR)

    base.advance(HOUR)

    assert shifted.now() == NOON + 2 * HOUR


def test_a_shifted_clock_is_played_fast() -> None:
    shifted = ShiftedClock(FixedClock(NOON))

    shifted.advance(HOUR)
    shifted.advance(HOUR)

    assert shifted.now() == NOON + 2 * HOUR


def test_a_fixed_clock_stands_still_until_told() -> None:
    clock = FixedClock(NOON)

    before = clock.now()
    clock.advance(HOUR)

    assert (before, clock.now()) == (NOON, NOON + HOUR)


def test_a_fixed_clock_answers_in_utc() -> None:
    clock = FixedClock(NOON.astimezone(timezone(2 * HOUR)))

    assert clock.now().utcoffset() == timedelta(0)
    assert clock.now() == NOON


def test_a_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        FixedClock(NOON.replace(tzinfo=None))
