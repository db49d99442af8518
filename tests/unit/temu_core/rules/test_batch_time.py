"""How long a batch of calls may last."""

import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from temu_core.rules.batch_time import batch_seconds


def lasts(seconds: list[float], at_once: int) -> float:
    """
    Return when the last call ends if each begins as soon as one may.
    """
    free = [0.0] * at_once
    for call in seconds:
        heapq.heappush(free, heapq.heappop(free) + call)
    return max(free)


@pytest.mark.parametrize(
    ("calls", "at_once", "expected"), [(1, 16, 175), (16, 16, 175), (17, 16, 350), (100, 16, 1225)]
)
def test_a_batch_lasts_as_long_as_its_rounds(calls: int, at_once: int, expected: int) -> None:
    assert batch_seconds(calls, call_s=175, at_once=at_once) == expected


def test_nothing_lasts_no_time() -> None:
    assert batch_seconds(0, call_s=175, at_once=16) == 0


@given(seconds=st.lists(st.integers(0, 5).map(float), max_size=60), at_once=st.integers(1, 16))
def test_no_batch_lasts_longer(seconds: list[float], at_once: int) -> None:
    assert lasts(seconds, at_once) <= batch_seconds(len(seconds), call_s=5, at_once=at_once)
