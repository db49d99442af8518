"""Run a piece of work under a lease and record what became of it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Generic, TypeVar

import attrs

from job_core.live_run import LiveRun
from job_core.ports.leases import Leases
from job_core.ports.run_book import RunBook
from job_core.ports.run_log import RunLog
from job_core.run import Run, RunState
from job_core.watch import Watch
from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError, RejectedError, StoppedError
from shared_kernel.run_context import Fact, Level, RunContext

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Work(Generic[T]):
    """
    A job's work with what the executor must know about it.
    """

    job: str
    run: Callable[[RunContext], T]
    parameters: Mapping[str, Fact]
    deadline: timedelta
    #: Says why the result is not the whole work; empty when it is.
    incomplete: Callable[[T], str] | None = None


@attrs.frozen(kw_only=True)
class Execution(Generic[T]):
    """
    The run's record and the work's result (None when it did not end by itself).
    """

    run: Run
    result: T | None


@attrs.frozen(kw_only=True)
class ExecuteRun:
    """
    Take the lease, work, record.

    The only place that catches the error families of a run.  A process that
    dies, even by an error nobody named, leaves the run ``running`` and its lease
    to run out: a call may still be under way.  The next run of the job gets the
    lease after that, records the dead one as abandoned and settles what is open.
    """

    leases: Leases
    run_book: RunBook
    run_log: RunLog
    clock: Clock
    new_run_id: Callable[[], str]
    lease_span: timedelta = timedelta(seconds=60)

    def __call__(self, shop: str, work: Work[T], watch: Watch | None = None) -> Execution[T]:
        """
        Return the finished run.

        Raises:
            RejectedError: The job is running already; code ``already_running``.
        """
        run_id, now = self.new_run_id(), self.clock.now()
        fence = self.leases.acquire(shop, work.job, holder=run_id, now=now, span=self.lease_span)
        if fence is None:
            holder = self.leases.holder(shop, work.job, now=now)
            raise RejectedError(
                f"{work.job} is already running for {shop} as run {holder}; wait until it ends "
                f"(a run that died is given up after {self.lease_span.total_seconds():.0f} s)",
                code="already_running",
            )
        live = LiveRun(
            id=run_id,
            held=fence,
            job=work.job,
            leases=self.leases,
            log=self.run_log,
            clock=self.clock,
            deadline=now + work.deadline,
            lease_span=self.lease_span,
            watch=watch or Watch(),
        )
        begun = Run(
            id=run_id,
            shop=shop,
            job=work.job,
            parameters=work.parameters,
            state=RunState.RUNNING,
            started_at=now,
        )
        self._give_up_dead_runs(begun)
        self.run_book.save(begun)
        ended = self._work(begun, live, work)
        live.flush()
        self.run_book.save(ended.run)
        self.leases.release(fence)
        return ended

    def _give_up_dead_runs(self, successor: Run) -> None:
        """
        Record that earlier runs which never ended are over: their lease is ours now.
        """
        for run in self.run_book.recent(successor.shop, job=successor.job):
            if run.state is RunState.RUNNING:
                self.run_book.save(
                    attrs.evolve(
                        run,
                        state=RunState.ABANDONED,
                        finished_at=successor.started_at,
                        error=f"the run never ended; run {successor.id} took over",
                        error_code="abandoned",
                    )
                )

    def _work(self, begun: Run, live: LiveRun, work: Work[T]) -> Execution[T]:
        try:
            result = work.run(live)
        except StoppedError as error:
            live.note(Level.WARNING, error.text)
            state = {"cancelled": RunState.CANCELLED, "deadline": RunState.PARTIAL}.get(
                error.code, RunState.ABANDONED
            )
            finished = self._finished(begun, live, state, error.text, error.code)
            return Execution(run=finished, result=None)
        except ConnectorError as error:
            live.note(Level.ERROR, error.text, code=error.code, field=error.field)
            finished = self._finished(begun, live, RunState.FAILED, error.text, error.code)
            return Execution(run=finished, result=None)
        why = work.incomplete(result) if work.incomplete else ""
        state = RunState.FAILED if why else RunState.SUCCESS
        return Execution(run=self._finished(begun, live, state, why, ""), result=result)

    def _finished(self, begun: Run, live: LiveRun, state: RunState, error: str, code: str) -> Run:
        return attrs.evolve(
            begun,
            state=state,
            finished_at=self.clock.now(),
            steps=live.reports(),
            error=error,
            error_code=code,
        )
