"""Runs done by threads of this process."""

import heapq
import threading
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

import attrs

from job_core.ports.run_queue import RunQueue
from job_core.ports.run_workers import RunWorkers
from job_core.run import Run
from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError

#: Look at the clock at least so often: a demonstration's jumps.
_LOOK_S = 1.0
_NEVER = timedelta(days=1)


@attrs.define(kw_only=True)
class ThreadRunQueue(RunQueue, RunWorkers):
    """
    Worker threads that do runs as they become due, the earliest first.

    A run that is queued already is not queued twice.  Nothing is kept here that
    is not in the run book: what is left at the end is found by ``RecoverRuns``.
    """

    clock: Clock
    threads: int = 2
    #: Told about errors that are nobody's plan; the thread goes on.
    complain: Callable[[str, str], None]
    _due: list[tuple[datetime, int, str]] = attrs.field(factory=list, init=False)
    _count: int = attrs.field(default=0, init=False)
    _busy: int = attrs.field(default=0, init=False)
    _stopping: bool = attrs.field(default=False, init=False)
    _changed: threading.Condition = attrs.field(
        factory=threading.Condition, init=False, repr=False, eq=False
    )
    _workers: list[threading.Thread] = attrs.field(factory=list, init=False, repr=False, eq=False)

    def enqueue(self, run: Run, *, not_before: datetime | None = None) -> None:
        with self._changed:
            moment = not_before or self.clock.now()
            if self._stopping or any(
                known == run.id and at <= moment for at, _, known in self._due
            ):
                return
            self._count += 1
            heapq.heappush(self._due, (moment, self._count, run.id))
            self._changed.notify_all()

    def start(self, perform: Callable[[str], object]) -> None:
        for number in range(self.threads):
            worker = threading.Thread(
                target=self._work, args=(perform,), name=f"worker-{number + 1}", daemon=True
            )
            self._workers.append(worker)
            worker.start()

    def is_stopping(self) -> bool:
        return self._stopping

    def stop(self, within_s: float) -> bool:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
            return self._changed.wait_for(lambda: not self._busy, within_s)

    def _work(self, perform: Callable[[str], object]) -> None:
        while (run_id := self._take()) is not None:
            try:
                perform(run_id)
            except ConnectorError as error:
                self.complain(run_id, error.text)
            except Exception:  # noqa: BLE001 - a mistake in one run must not end the worker
                self.complain(run_id, traceback.format_exc())
            finally:
                with self._changed:
                    self._busy -= 1
                    self._changed.notify_all()

    def _take(self) -> str | None:
        with self._changed:
            while not self._stopping:
                now = self.clock.now()
                if self._due and self._due[0][0] <= now:
                    self._busy += 1
                    return heapq.heappop(self._due)[2]
                wait = (self._due[0][0] - now) if self._due else _NEVER
                self._changed.wait(min(wait.total_seconds(), _LOOK_S))
            return None
