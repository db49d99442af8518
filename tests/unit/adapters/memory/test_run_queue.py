import time
from collections.abc import Sequence

import pytest
from tests.contracts.run_queue_contract import QueueBench, RunQueueContract

from adapters.clock import SystemClock
from adapters.memory.run_queue import MemoryRunQueue


class MemoryBench(QueueBench):
    """
    The test itself takes runs out, whenever it asks what was done.
    """

    def __init__(self) -> None:
        self.queue: MemoryRunQueue = MemoryRunQueue()
        self.clock = SystemClock()
        self.names: list[str] = []

    def begin(self) -> None:
        """
        Nothing to begin.
        """

    def done(self, count: int) -> Sequence[str]:
        end = time.monotonic() + 5
        while len(self.names) < count and time.monotonic() < end:
            run_id = self.queue.take(self.clock.now())
            if run_id is None:
                time.sleep(0.01)
            else:
                self.names.append(run_id)
        assert len(self.names) >= count
        return list(self.names)

    def done_by_now(self) -> Sequence[str]:
        return self.names


class TestMemoryRunQueue(RunQueueContract):
    @pytest.fixture
    def bench(self) -> QueueBench:
        return MemoryBench()
