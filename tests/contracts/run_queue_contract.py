"""What every queue of runs promises, and what those who work on it do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.contracts.job_examples import a_run

from job_core.ports.run_queue import RunQueue
from shared_kernel.clock import Clock

SOON = timedelta(seconds=0.6)


class QueueBench(ABC):
    """
    A queue, and workers that remember which runs they did.
    """

    queue: RunQueue
    clock: Clock

    @abstractmethod
    def begin(self) -> None:
        """
        Let the workers begin.
        """

    @abstractmethod
    def done(self, count: int) -> Sequence[str]:
        """
        Wait until so many runs were done; return those done by then, in order.
        """

    @abstractmethod
    def done_by_now(self) -> Sequence[str]:
        """
        Return the runs done so far.
        """


class RunQueueContract:
    """
    Subclass per adapter and override the *bench* fixture.
    """

    @pytest.fixture
    def bench(self) -> QueueBench:
        raise NotImplementedError

    def test_queued_runs_are_handed_to_workers(self, bench: QueueBench) -> None:
        for run_id in ("a", "b", "c"):
            bench.queue.enqueue(a_run(run_id))
        bench.begin()

        assert sorted(bench.done(3)) == ["a", "b", "c"]

    def test_a_run_that_waits_already_is_handed_over_once(self, bench: QueueBench) -> None:
        for _ in range(5):
            bench.queue.enqueue(a_run("a"))
        bench.queue.enqueue(a_run("b"))
        bench.begin()
        bench.done(2)
        bench.queue.enqueue(a_run("last"))

        assert sorted(bench.done(3)) == ["a", "b", "last"]

    def test_what_was_taken_may_be_queued_again(self, bench: QueueBench) -> None:
        """
        A run that found its lease held is called again when that is given back.
        """
        bench.begin()
        bench.queue.enqueue(a_run("a"))
        bench.done(1)
        bench.queue.enqueue(a_run("a"))

        assert bench.done(2) == ["a", "a"]

    def test_a_run_is_not_handed_over_before_its_time(self, bench: QueueBench) -> None:
        bench.begin()
        bench.queue.enqueue(a_run("later"), not_before=bench.clock.now() + SOON)
        bench.queue.enqueue(a_run("now"))
        first = bench.done(1)

        assert list(first) == ["now"]
        assert bench.done(2) == ["now", "later"]

    def test_a_time_that_has_passed_means_now(self, bench: QueueBench) -> None:
        bench.queue.enqueue(a_run("a"), not_before=bench.clock.now() - timedelta(hours=1))
        bench.begin()

        assert bench.done(1) == ["a"]

    def test_a_run_that_waits_for_its_time_can_be_called_earlier(self, bench: QueueBench) -> None:
        bench.queue.enqueue(a_run("a"), not_before=bench.clock.now() + timedelta(hours=1))
        bench.queue.enqueue(a_run("a"))
        bench.begin()

        assert bench.done(1) == ["a"]
