"""Machines are held to the clock of the database they share."""

from datetime import datetime, timedelta
from itertools import count

import attrs
import pytest
import sqlalchemy as sa

from adapters.clock import ShiftedClock, SystemClock
from adapters.own_database.shared_clock import SqlSharedClock
from job_core.rules.clock_skew import clock_refusal
from shared_kernel.clock import Clock


def a_machine(ahead_s: float) -> Clock:
    """
    Return the clock of a machine that is so much ahead of this one.
    """
    return ShiftedClock(SystemClock(), timedelta(seconds=ahead_s))


def is_server(engine: sa.Engine) -> bool:
    """
    Tell whether other machines may use the same database.
    """
    return engine.dialect.name != "sqlite"


def test_a_machine_that_is_right_may_work(engine: sa.Engine) -> None:
    ahead = SqlSharedClock(engine, SystemClock()).ahead()

    assert (ahead is not None) == is_server(engine)
    assert clock_refusal(ahead) is None


@pytest.mark.parametrize("ahead_s", [25, -25])
def test_a_machine_that_is_off_may_not(engine: sa.Engine, ahead_s: float) -> None:
    ahead = SqlSharedClock(engine, a_machine(ahead_s)).ahead()

    assert (clock_refusal(ahead) is not None) == is_server(engine)
    if ahead is not None:
        assert abs(ahead + timedelta(seconds=ahead_s)) < timedelta(seconds=4)


@pytest.mark.parametrize("ahead_s", [5, -5])
def test_a_few_seconds_are_let_pass(engine: sa.Engine, ahead_s: float) -> None:
    assert clock_refusal(SqlSharedClock(engine, a_machine(ahead_s)).ahead()) is None


@attrs.frozen
class SlowAnswers(Clock):
    """
    Shows five minutes more at each look, around the real time.
    """

    looks: "count[int]" = attrs.field(factory=count)

    def now(self) -> datetime:
        return SystemClock().now() + timedelta(minutes=5 * next(self.looks) - 2)


def test_an_answer_that_takes_long_is_no_difference(engine: sa.Engine) -> None:
    assert SqlSharedClock(engine, SlowAnswers()).ahead() in {None, timedelta(0)}
