"""Do a requested run."""

from datetime import timedelta

import attrs

from job_core.job import Job
from job_core.ports.heartbeat import Heartbeat, NoHeartbeat
from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.leases import Leases
from job_core.ports.log_sink import LogSink
from job_core.ports.run_book import RunBook
from job_core.ports.run_queue import RunQueue
from job_core.ports.shared_clock import OneMachine, SharedClock
from job_core.rules.claim import claimed, is_due
from job_core.rules.clock_skew import clock_refusal
from job_core.rules.endings import Ending, ended, is_followed
from job_core.run import Run, RunState
from job_core.use_cases.carry_out import CarryOut
from job_core.use_cases.known_job import job_named
from job_core.use_cases.request_run import RequestRun
from job_core.use_cases.try_change import try_change
from job_core.watch import Watch
from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Fence


@attrs.frozen(kw_only=True)
class PerformRun:
    """
    Claim a run, carry it out under its lease, see to what follows.

    Called by workers at least once per run: who comes second finds it claimed.
    A crash between lease and claim leaves the run queued, one after it leaves
    it ``running`` under a lease that runs out; ``RecoverRuns`` sees to both.
    On a machine whose clock is off the run fails before it takes a lease.
    """

    leases: Leases
    run_book: RunBook
    sink: LogSink
    catalogue: JobCatalogue
    queue: RunQueue
    request_run: RequestRun
    clock: Clock
    lease_span: timedelta = timedelta(seconds=60)
    heartbeat: Heartbeat = attrs.field(factory=NoHeartbeat)
    shared_clock: SharedClock = attrs.field(factory=OneMachine)

    def __call__(self, run_id: str, watch: Watch | None = None) -> Run:
        """
        Return the run as it ended or waits; as it is when it cannot be claimed now.

        Raises:
            RejectedError: There is no such run; code ``unknown_run``.
        """
        run = self.run_book.get(run_id)
        if run is None:
            raise RejectedError(f"there is no run {run_id}", code="unknown_run", field="run_id")
        job = job_named(self.catalogue, run.job)
        now = self.clock.now()
        if job is None or run.shop not in self.catalogue.shops() or not is_due(run, now):
            return run
        refusal = clock_refusal(self.shared_clock.ahead())
        if refusal is not None:
            return self._refused(run, refusal)
        fence = self.leases.acquire(run.shop, run.job, holder=run_id, now=now, span=self.lease_span)
        if fence is None:
            # Whoever holds the lease wakes this run at its end.
            return run
        begun = try_change(self.run_book, run_id, lambda stored: claimed(stored, now))
        if begun is None:
            self.leases.release(fence)
            return self.run_book.get(run_id) or run
        return self._perform(begun, fence, job, watch)

    def _refused(self, run: Run, refusal: RejectedError) -> Run:
        """
        End a run that this machine may not begin; another one may have begun it meanwhile.
        """
        now = self.clock.now()
        ending = Ending(state=RunState.FAILED, error=refusal.text, code=refusal.code)

        def failed(stored: Run) -> Run | None:
            begun = claimed(stored, now)
            return begun and ended(begun, ending, (), now)

        return try_change(self.run_book, run.id, failed) or self.run_book.get(run.id) or run

    def _perform(self, begun: Run, fence: Fence, job: Job, watch: Watch | None) -> Run:
        carry_out = CarryOut(
            leases=self.leases,
            run_book=self.run_book,
            sink=self.sink,
            clock=self.clock,
            lease_span=self.lease_span,
            heartbeat=self.heartbeat,
        )
        for dead in carry_out.give_up_others(begun):
            self.request_run.again(dead)
        run = carry_out(
            begun,
            fence,
            lambda context: self.catalogue.work(begun, context),
            deadline=job.deadline,
            retry=job.retry,
            watch=watch,
        )
        self._see_to_what_follows(run)
        return run

    def _see_to_what_follows(self, run: Run) -> None:
        if run.state is RunState.WAITING:
            self.queue.enqueue(run, not_before=run.waiting_until)
        if is_followed(run):
            self.request_run.unless_under_way(
                run.shop, run.job, run.parameters, by=f"follow:{run.id}"
            )
        # Runs that were queued behind this one found the lease taken.
        behind = self.run_book.recent(run.shop, job=run.job, states=[RunState.QUEUED], limit=100)
        if behind:
            self.queue.enqueue(behind[-1])
