"""What the workers of a process promise, whatever hands them their runs."""

import threading
import time
from typing import Protocol

import attrs
import pytest
from tests.contracts.job_examples import a_run
from tests.contracts.run_queue_contract import QueueBench

from job_core.ports.run_queue import RunQueue
from job_core.ports.run_workers import RunWorkers
from shared_kernel.clock import Clock
from shared_kernel.errors import UnavailableError

_LONGEST_S = 10.0


class WorkingQueue(RunQueue, RunWorkers, Protocol):
    """
    A queue with workers, as the contract sees it.
    """


@attrs.define
class WorkBench(QueueBench):
    """
    Remembers which runs were done, and can hold the workers up.
    """

    queue: WorkingQueue
    clock: Clock
    names: list[str] = attrs.field(factory=list)
    begun: list[str] = attrs.field(factory=list)
    open: threading.Event = attrs.field(factory=threading.Event)
    changed: threading.Condition = attrs.field(factory=threading.Condition)

    def perform(self, run_id: str) -> None:
        """
        Do a run; one called ``away`` or ``broken`` fails.
        """
        with self.changed:
            self.begun.append(run_id)
            self.changed.notify_all()
        self.open.wait(_LONGEST_S)
        if run_id == "away":
            raise UnavailableError("the database does not answer")
        if run_id == "broken":
            raise ZeroDivisionError("a mistake")
        with self.changed:
            self.names.append(run_id)
            self.changed.notify_all()

    def begin(self) -> None:
        self.open.set()
        self.queue.start(self.perform)

    def begin_held_up(self) -> None:
        """
        Let the workers begin, and none of them end.
        """
        self.queue.start(self.perform)

    def done(self, count: int) -> list[str]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.names) >= count, _LONGEST_S)
            return list(self.names)

    def done_by_now(self) -> list[str]:
        return list(self.names)

    def wait_until_begun(self, count: int) -> None:
        """
        Wait until so many runs were begun.
        """
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.begun) >= count, _LONGEST_S)

    def end(self) -> None:
        """
        Let everybody go home.
        """
        self.open.set()
        self.queue.stop(5)


class RunWorkersContract:
    """
    Subclass per adapter and override the *bench* fixture; it has one worker.
    """

    @pytest.fixture
    def bench(self) -> WorkBench:
        raise NotImplementedError

    @pytest.mark.parametrize("wrong", ["away", "broken"])
    def test_a_worker_outlives_whatever_a_run_does(self, bench: WorkBench, wrong: str) -> None:
        bench.queue.enqueue(a_run(wrong))
        bench.queue.enqueue(a_run("good"))
        bench.begin()

        assert bench.done(1) == ["good"]

    def test_stopping_waits_for_what_is_under_way_and_begins_nothing(
        self, bench: WorkBench
    ) -> None:
        bench.queue.enqueue(a_run("a"))
        bench.queue.enqueue(a_run("b"))
        bench.begin_held_up()
        bench.wait_until_begun(1)
        early = bench.queue.stop(0.02)
        told = bench.queue.is_stopping()
        bench.open.set()
        late = bench.queue.stop(5)
        time.sleep(0.1)

        assert (early, told, late) == (False, True, True)
        assert bench.done_by_now() == ["a"]

    def test_stopping_workers_that_never_began_is_nothing(self, bench: WorkBench) -> None:
        assert bench.queue.stop(1)
