from collections.abc import Iterator

import pytest
from tests.contracts.run_queue_contract import RunQueueContract
from tests.contracts.run_workers_contract import RunWorkersContract, WorkBench

from adapters.clock import SystemClock
from adapters.in_process.thread_run_queue import ThreadRunQueue


def unheard(run_id: str, text: str) -> None:
    """
    Say nothing.
    """


class TestThreadRunQueue(RunQueueContract, RunWorkersContract):
    @pytest.fixture
    def bench(self) -> Iterator[WorkBench]:
        clock = SystemClock()
        queue = ThreadRunQueue(clock=clock, threads=1, complain=unheard)
        bench = WorkBench(queue, clock)
        yield bench
        bench.end()
