"""A heartbeat beats beside its work, for so long and no longer."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from adapters.in_process.thread_heartbeat import ThreadHeartbeat
from shared_kernel.errors import UnavailableError

EVERY = timedelta(milliseconds=5)
LONG = timedelta(seconds=60)


@contextmanager
def beating(beats: "Beats", *, every: timedelta, at_most: timedelta) -> Iterator[None]:
    end = ThreadHeartbeat().begin(beats, every=every, at_most=at_most)
    try:
        yield
    finally:
        end()


class Beats:
    """
    Counts beats; what each does is up to the test.
    """

    def __init__(self, *answers: bool | UnavailableError) -> None:
        self.answers = list(answers)
        self.made = 0
        self.enough = threading.Event()

    def __call__(self) -> bool:
        self.made += 1
        if self.made >= 3:
            self.enough.set()
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, UnavailableError):
            raise answer
        return answer


def test_it_beats_while_the_work_says_nothing() -> None:
    beats = Beats()

    with beating(beats, every=EVERY, at_most=LONG):
        assert beats.enough.wait(5)


def test_it_ends_with_the_work_also_when_that_fails() -> None:
    beats = Beats()

    def fail() -> None:
        with beating(beats, every=EVERY, at_most=LONG):
            beats.enough.wait(5)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    made = beats.made
    time.sleep(0.05)

    assert beats.made == made


def test_work_that_hangs_is_not_kept_alive_for_ever() -> None:
    beats = Beats()

    with beating(beats, every=EVERY, at_most=4 * EVERY):
        time.sleep(0.3)

    assert beats.made == 4


def test_nothing_is_kept_alive_that_is_lost() -> None:
    beats = Beats(True, False)

    with beating(beats, every=EVERY, at_most=LONG):
        time.sleep(0.2)

    assert beats.made == 2


def test_a_database_that_was_away_gets_the_next_beat() -> None:
    beats = Beats(UnavailableError("away"), UnavailableError("away"))

    with beating(beats, every=EVERY, at_most=LONG):
        assert beats.enough.wait(5)
