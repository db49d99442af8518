"""Ask for a run of a job."""

from collections.abc import Callable, Mapping

import attrs

from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.leases import Leases
from job_core.ports.run_book import RunBook
from job_core.ports.run_queue import RunQueue
from job_core.rules.parameters import checked
from job_core.rules.run_states import ACTIVE
from job_core.run import Run, RunState
from job_core.use_cases.execute_run import already_running
from job_core.use_cases.known_job import known_job
from shared_kernel.clock import Clock
from shared_kernel.run_context import Fact


@attrs.frozen(kw_only=True)
class RequestRun:
    """
    Check what is wanted, record it as a queued run, hand it to the workers.

    A crash between the record and the queue loses nothing: ``RecoverRuns`` hands
    queued runs over again.
    """

    run_book: RunBook
    leases: Leases
    queue: RunQueue
    catalogue: JobCatalogue
    clock: Clock
    new_run_id: Callable[[], str]

    def __call__(
        self,
        shop: str,
        job: str,
        parameters: Mapping[str, Fact],
        *,
        by: str,
        queue_behind: bool = False,
        attempt: int = 1,
    ) -> Run:
        """
        Return the queued run.

        Args:
            shop: Whose.
            job: Its id.
            parameters: Choices by name; those left out have their defaults.
            by: Who asks: ``cli:<user>``, ``rest:<token>``, ``scheduler:<entry>``.
            queue_behind: Do not mind a run of the job that is queued or running.
            attempt: Counts on from a run that died.

        Raises:
            RejectedError: ``unknown_shop``, ``unknown_job``, ``wrong_parameter`` (field: its
                name) or ``already_running`` (field: that run's id).
        """
        choices = checked(known_job(self.catalogue, shop, job), parameters)
        if not queue_behind:
            self._refuse_when_busy(shop, job)
        run = Run(
            id=self.new_run_id(),
            shop=shop,
            job=job,
            parameters=choices,
            state=RunState.QUEUED,
            requested_at=self.clock.now(),
            requested_by=by,
            attempt=attempt,
        )
        self.run_book.add(run)
        self.queue.enqueue(run)
        return run

    def unless_under_way(
        self, shop: str, job: str, parameters: Mapping[str, Fact], *, by: str, attempt: int = 1
    ) -> tuple[Run, bool]:
        """
        Return the run that does this work, and whether it is a new one.

        A run that is queued, waiting or running with the same choices does it already.

        Raises:
            RejectedError: As for a call.
        """
        choices = checked(known_job(self.catalogue, shop, job), parameters)
        for active in self.run_book.recent(shop, job=job, states=ACTIVE, limit=100):
            if dict(active.parameters) == dict(choices) and not self._is_dead(active):
                return active, False
        return self(shop, job, choices, by=by, queue_behind=True, attempt=attempt), True

    def again(self, dead: Run) -> Run | None:
        """
        Ask for the work of a run that died, unless it died too often or somebody does it.
        """
        known = {job.id: job for job in self.catalogue.jobs()}
        if dead.shop not in self.catalogue.shops() or dead.job not in known:
            return None
        if dead.attempt >= known[dead.job].retry.most:
            return None
        run, is_new = self.unless_under_way(
            dead.shop,
            dead.job,
            dead.parameters,
            by=f"retry:{dead.id}",
            attempt=dead.attempt + 1,
        )
        return run if is_new else None

    def _refuse_when_busy(self, shop: str, job: str) -> None:
        # The lease tells who is alive; a run may be marked running long after it died.
        holder = self.leases.holder(shop, job, now=self.clock.now())
        if holder is not None:
            raise already_running(holder, shop, job)
        queued = self.run_book.recent(shop, job=job, states=[RunState.QUEUED], limit=1)
        if queued:
            raise already_running(queued[0].id, shop, job)

    def _is_dead(self, run: Run) -> bool:
        if run.state is not RunState.RUNNING:
            return False
        return self.leases.holder(run.shop, run.job, now=self.clock.now()) != run.id
