"""Trying again, but not for ever."""

import time

import attrs
import pytest

from adapters.http.retry import RetryPolicy
from shared_kernel.errors import ConnectorError, RejectedError, UnavailableError

AT_ONCE = RetryPolicy(first_wait_s=0, longest_wait_s=0.05, jitter_s=0)


@attrs.define
class Flaky:
    """
    Fails so often, then works.
    """

    failures: list[ConnectorError]
    calls: int = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return "done"


def _always(_: ConnectorError) -> bool:
    return True


def _never(_: ConnectorError) -> bool:
    return False


def test_a_failure_that_is_worth_it_is_tried_again() -> None:
    work = Flaky([UnavailableError("away")] * 3)

    assert AT_ONCE(work, worth=_always) == "done"
    assert work.calls == 4


def test_after_four_attempts_the_failure_is_passed_on() -> None:
    work = Flaky([UnavailableError("away") for _ in range(9)])

    with pytest.raises(UnavailableError):
        AT_ONCE(work, worth=_always)

    assert work.calls == 4


def test_what_is_not_worth_it_is_not_tried_again() -> None:
    work = Flaky([RejectedError("wrong")])

    with pytest.raises(RejectedError):
        AT_ONCE(work, worth=_never)

    assert work.calls == 1


def test_the_other_sides_wish_to_wait_is_honoured() -> None:
    work = Flaky([UnavailableError("busy", retry_after_s=0.03)])
    began = time.monotonic()

    AT_ONCE(work, worth=_always)

    assert time.monotonic() - began >= 0.03


def test_a_long_wish_to_wait_is_left_to_the_job() -> None:
    work = Flaky([UnavailableError("busy", retry_after_s=60)])

    with pytest.raises(UnavailableError) as caught:
        AT_ONCE(work, worth=_always)

    assert work.calls == 1
    assert caught.value.retry_after_s == 60


def test_a_mistake_of_ours_is_never_tried_again() -> None:
    calls = []

    def work() -> str:
        calls.append(1)
        raise KeyError("ours")

    with pytest.raises(KeyError):
        AT_ONCE(work, worth=_always)

    assert len(calls) == 1
