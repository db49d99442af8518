"""Threads that do runs."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.contracts.job_examples import a_run

from adapters.clock import FixedClock
from adapters.in_process.thread_run_queue import ThreadRunQueue
from shared_kernel.errors import UnavailableError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Bench:
    """
    Remembers which runs were done, and can hold the workers up.
    """

    def __init__(self) -> None:
        self.done: list[str] = []
        self.complaints: list[tuple[str, str]] = []
        self.open = threading.Event()
        self.open.set()
        self.changed = threading.Condition()

    def perform(self, run_id: str) -> None:
        self.open.wait(5)
        if run_id == "away":
            raise UnavailableError("the database does not answer")
        if run_id == "broken":
            raise ZeroDivisionError("a mistake")
        with self.changed:
            self.done.append(run_id)
            self.changed.notify_all()

    def complain(self, run_id: str, text: str) -> None:
        with self.changed:
            self.complaints.append((run_id, text))
            self.changed.notify_all()

    def wait_for(self, count: int) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: len(self.done) + len(self.complaints) >= count, 5)


@pytest.fixture
def bench() -> Bench:
    """
    Nothing done yet.
    """
    return Bench()


@pytest.fixture
def clock() -> FixedClock:
    """
    Noon.
    """
    return FixedClock(NOON)


@pytest.fixture
def queue(bench: Bench, clock: FixedClock) -> Iterator[ThreadRunQueue]:
    """
    A queue with one worker, not started.
    """
    queue = ThreadRunQueue(clock=clock, threads=1, complain=bench.complain)
    yield queue
    bench.open.set()
    queue.stop(5)


def test_runs_are_done_in_their_order(queue: ThreadRunQueue, bench: Bench) -> None:
    for run_id in ("a", "b", "c"):
        queue.enqueue(a_run(run_id))
    queue.start(bench.perform)

    assert bench.wait_for(3)
    assert bench.done == ["a", "b", "c"]


def test_a_run_waits_for_its_time(queue: ThreadRunQueue, bench: Bench, clock: FixedClock) -> None:
    queue.enqueue(a_run("later"), not_before=NOON + timedelta(seconds=30))
    queue.enqueue(a_run("now"))
    queue.start(bench.perform)
    bench.wait_for(1)
    before = list(bench.done)
    clock.advance(timedelta(seconds=30))
    queue.enqueue(a_run("wake up"))
    bench.wait_for(3)

    assert before == ["now"]
    assert bench.done == ["now", "later", "wake up"]


def test_a_run_is_queued_once(queue: ThreadRunQueue, bench: Bench) -> None:
    for _ in range(5):
        queue.enqueue(a_run("a"))
    queue.enqueue(a_run("b"))
    queue.start(bench.perform)
    bench.wait_for(2)

    assert bench.done == ["a", "b"]


def test_an_earlier_time_overtakes_a_later_one(queue: ThreadRunQueue, bench: Bench) -> None:
    queue.enqueue(a_run("a"), not_before=NOON + timedelta(hours=1))
    queue.enqueue(a_run("a"))
    queue.start(bench.perform)

    assert bench.wait_for(1)


@pytest.mark.parametrize(("broken", "said"), [("away", "does not answer"), ("broken", "a mistake")])
def test_a_worker_outlives_whatever_a_run_does(
    queue: ThreadRunQueue, bench: Bench, broken: str, said: str
) -> None:
    queue.enqueue(a_run(broken))
    queue.enqueue(a_run("good"))
    queue.start(bench.perform)
    bench.wait_for(2)

    assert bench.done == ["good"]
    assert [run_id for run_id, _ in bench.complaints] == [broken]
    assert said in bench.complaints[0][1]


def test_stopping_waits_for_what_is_under_way_and_begins_nothing(
    queue: ThreadRunQueue, bench: Bench
) -> None:
    bench.open.clear()
    queue.enqueue(a_run("a"))
    queue.enqueue(a_run("b"))
    queue.start(bench.perform)
    early = queue.stop(0.02)
    told = queue.is_stopping()
    bench.open.set()
    late = queue.stop(5)

    assert (early, told, late) == (False, True, True)
    assert bench.done in (["a"], [])
