"""Runs done here and now, for somebody who waits for them."""

from collections.abc import Mapping

import attrs

from entrypoints.container.job_use_cases import InlineRunQueue, JobUseCases
from job_core.ports.leases import Leases
from job_core.ports.run_book import RunBook
from job_core.run import Run, RunState
from job_core.use_cases.execute_run import Execution, already_running
from job_core.watch import Watch
from shared_kernel.clock import Clock
from shared_kernel.run_context import Fact
from temu_core.use_cases.sync_orders import SyncResult

#: A backlog is worked off by runs that follow each other; this many at most.
_MOST_FOLLOWERS = 100


@attrs.frozen(kw_only=True)
class Foreground:
    """
    Requests a run and performs it in the caller's thread, with the runs that follow it.

    The same use cases as in a scheduler; only the queue is the caller's own, so
    it does what it asked for and nothing else.
    """

    use_cases: JobUseCases
    queue: InlineRunQueue
    leases: Leases
    run_book: RunBook
    clock: Clock
    #: What the work of each run came to, by run id; filled by the catalogue.
    results: Mapping[str, SyncResult]

    def __call__(
        self,
        shop: str,
        job: str,
        parameters: Mapping[str, Fact],
        *,
        by: str,
        watch: Watch | None = None,
    ) -> Execution[SyncResult]:
        """
        Return the last run; what ran out of time is gone on with.

        Raises:
            RejectedError: ``already_running``, or as ``RequestRun``.
        """
        holder = self.leases.holder(shop, job, now=self.clock.now())
        if holder is not None:
            raise already_running(holder, shop, job)
        # Whatever is queued elsewhere may wait: somebody stands here.
        run = self.use_cases.request_run()(shop, job, parameters, by=by, queue_behind=True)
        return self.see_through(run, by=by, watch=watch)

    def see_through(
        self, run: Run, *, by: str, watch: Watch | None = None
    ) -> Execution[SyncResult]:
        """
        Perform a run that was requested, and those that follow it.

        Raises:
            RejectedError: Another run was faster; code ``already_running``.
        """
        perform = self.use_cases.perform_run()
        done = perform(run.id, watch)
        if done.state is RunState.QUEUED:
            self.use_cases.cancel_run()(run.id, by=by)
            holder = self.leases.holder(run.shop, run.job, now=self.clock.now())
            raise already_running(holder, run.shop, run.job)
        for _ in range(_MOST_FOLLOWERS):
            follower = self._follower(done)
            if follower is None:
                break
            done = perform(follower.id, watch)
        return Execution(run=done, result=self.results.get(done.id))

    def _follower(self, run: Run) -> Run | None:
        ids = [run_id for run_id, _ in self.queue.waiting]
        self.queue.waiting.clear()
        found = (self.run_book.get(run_id) for run_id in ids)
        return next((r for r in found if r and r.requested_by == f"follow:{run.id}"), None)
