"""Find runs that were left behind."""

from datetime import timedelta

import attrs

from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.leases import Leases
from job_core.ports.run_book import RunBook
from job_core.ports.run_queue import RunQueue
from job_core.ports.shared_clock import OneMachine, SharedClock
from job_core.rules.claim import is_due
from job_core.rules.clock_skew import clock_refusal
from job_core.rules.endings import abandoned
from job_core.run import Run, RunState
from job_core.use_cases.request_run import RequestRun
from job_core.use_cases.try_change import try_change
from shared_kernel.clock import Clock


@attrs.frozen(kw_only=True)
class Recovered:
    """
    How many runs were given up, asked for again, and handed to the workers again.
    """

    abandoned: int
    requested: int
    enqueued: int


@attrs.frozen(kw_only=True)
class RecoverRuns:
    """
    Give up runs whose process died, and hand over those that nobody began.

    Called every half minute by every scheduler; safe to call by several at once.
    A lease outlives every call that may be under way, so a run without one is
    dead and so are its calls.  A machine whose clock is off cannot tell, and gives
    up none.
    """

    leases: Leases
    run_book: RunBook
    queue: RunQueue
    catalogue: JobCatalogue
    request_run: RequestRun
    clock: Clock
    #: A run just requested is about to be begun by whoever requested it.
    patience: timedelta = timedelta(seconds=30)
    shared_clock: SharedClock = attrs.field(factory=OneMachine)

    def __call__(self) -> Recovered:
        """
        Return how many runs were found.
        """
        running = self.run_book.in_states([RunState.RUNNING])
        if running and clock_refusal(self.shared_clock.ahead()) is not None:
            running = ()
        given_up = [run for one in running if (run := self._given_up(one)) is not None]
        again = [run for run in given_up if self.request_run.again(run) is not None]
        left = [run for run in self._left() if run.shop in self.catalogue.shops()]
        for run in left:
            self.queue.enqueue(run)
        return Recovered(abandoned=len(given_up), requested=len(again), enqueued=len(left))

    def _given_up(self, run: Run) -> Run | None:
        now = self.clock.now()
        if self.leases.holder(run.shop, run.job, now=now) == run.id:
            return None
        # It may have ended between the two looks, or another scheduler was first.
        return try_change(self.run_book, run.id, lambda before: abandoned(before, now))

    def _left(self) -> list[Run]:
        now = self.clock.now()
        return [
            run
            for run in self.run_book.in_states([RunState.QUEUED, RunState.WAITING], limit=1000)
            if is_due(run, now)
            and (run.state is RunState.WAITING or run.requested_at + self.patience <= now)
        ]
