"""What follows a failure."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.job_core.rules.test_run_states import a_run
from tests.unit.job_core.world import NOON

from job_core.job import RetryPolicy
from job_core.rules.retry import LONGEST_WAIT, GiveUp, Waiting, after_failure, back_off
from shared_kernel.errors import Family

THREE = RetryPolicy(most=3, base=timedelta(seconds=30))


@pytest.mark.parametrize("family", [f for f in Family if f is not Family.TRY_LATER])
def test_only_who_is_away_is_asked_again(family: Family) -> None:
    assert after_failure(a_run(), family, None, THREE, NOON) == GiveUp()
    assert after_failure(a_run(), family, 5.0, THREE, NOON) == GiveUp()


def test_the_time_doubles_from_attempt_to_attempt() -> None:
    waits = [
        after_failure(attrs.evolve(a_run(), attempt=n), Family.TRY_LATER, None, THREE, NOON)
        for n in (1, 2, 3)
    ]

    assert waits == [
        Waiting(until=NOON + timedelta(seconds=30), why="attempt 1 of 3 failed", attempt=2),
        Waiting(until=NOON + timedelta(seconds=60), why="attempt 2 of 3 failed", attempt=3),
        GiveUp(),
    ]


def test_a_pause_that_was_asked_for_is_no_failed_attempt() -> None:
    last = attrs.evolve(a_run(), attempt=3)

    after = after_failure(last, Family.TRY_LATER, 90.0, THREE, NOON)

    assert isinstance(after, Waiting)
    assert (after.until - NOON, after.attempt) == (timedelta(seconds=90), 3)


def test_nothing_waits_while_somebody_looks_on() -> None:
    once = RetryPolicy(most=1)

    assert after_failure(a_run(), Family.TRY_LATER, None, once, NOON) == GiveUp()
    assert after_failure(a_run(), Family.TRY_LATER, 5.0, once, NOON) == GiveUp()


@given(
    attempt=st.integers(1, 5000),
    base_s=st.floats(0.001, 86_400),
)
def test_the_wait_never_shrinks_and_has_an_end(attempt: int, base_s: float) -> None:
    policy = RetryPolicy(most=10_000, base=timedelta(seconds=base_s))

    assert back_off(attempt, policy) <= back_off(attempt + 1, policy) <= LONGEST_WAIT


@given(st.integers(1, 6))
def test_the_wait_grows_until_it_is_the_longest(attempt: int) -> None:
    assert back_off(attempt, THREE) < back_off(attempt + 1, THREE)


@given(st.floats(0, 1e12, allow_nan=False))
def test_whatever_the_other_side_asks_the_run_comes_back(seconds: float) -> None:
    after = after_failure(a_run(), Family.TRY_LATER, seconds, THREE, NOON)

    assert isinstance(after, Waiting)
    assert NOON < after.until <= NOON + LONGEST_WAIT
