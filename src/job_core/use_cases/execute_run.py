"""Run a piece of work of the caller's own at once."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Generic, TypeVar

import attrs

from job_core.job import RetryPolicy
from job_core.ports.heartbeat import Heartbeat, NoHeartbeat
from job_core.ports.leases import Leases
from job_core.ports.log_sink import LogSink
from job_core.ports.run_book import RunBook
from job_core.ports.shared_clock import OneMachine, SharedClock
from job_core.rules.clock_skew import clock_refusal
from job_core.run import Run, RunState
from job_core.use_cases.carry_out import CarryOut
from job_core.watch import Watch
from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Fact, RunContext

T = TypeVar("T")

#: Somebody waits for the answer, so nothing is tried again later.
_ONCE = RetryPolicy(most=1)


@attrs.frozen(kw_only=True)
class Work(Generic[T]):
    """
    A piece of work with what the executor must know about it.
    """

    job: str
    run: Callable[[RunContext], T]
    parameters: Mapping[str, Fact]
    deadline: timedelta
    #: Says why the result is not the whole work; empty when it is.
    incomplete: Callable[[T], str] | None = None
    #: Writes nothing outside, so it is done whatever this machine's clock shows.
    stays_inside: bool = False


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
    Take the lease, record, carry out: for what a person does by hand.

    The work is the caller's own function, so no other process can do it and it
    never waits in a queue; all else is as for every run (see ``CarryOut``).
    """

    leases: Leases
    run_book: RunBook
    sink: LogSink
    clock: Clock
    new_run_id: Callable[[], str]
    lease_span: timedelta = timedelta(seconds=60)
    heartbeat: Heartbeat = attrs.field(factory=NoHeartbeat)
    shared_clock: SharedClock = attrs.field(factory=OneMachine)

    def __call__(
        self, shop: str, work: Work[T], watch: Watch | None = None, *, by: str = ""
    ) -> Execution[T]:
        """
        Return the finished run.

        Raises:
            RejectedError: The job is running already; code ``already_running``.
                This machine's clock is off; code ``clock_off``.
        """
        refusal = None if work.stays_inside else clock_refusal(self.shared_clock.ahead())
        if refusal is not None:
            raise refusal
        run_id, now = self.new_run_id(), self.clock.now()
        fence = self.leases.acquire(shop, work.job, holder=run_id, now=now, span=self.lease_span)
        if fence is None:
            raise already_running(self.leases.holder(shop, work.job, now=now), shop, work.job)
        begun = Run(
            id=run_id,
            shop=shop,
            job=work.job,
            parameters=work.parameters,
            state=RunState.RUNNING,
            requested_at=now,
            requested_by=by,
            started_at=now,
        )
        self.run_book.add(begun)
        carry_out = CarryOut(
            leases=self.leases,
            run_book=self.run_book,
            sink=self.sink,
            clock=self.clock,
            lease_span=self.lease_span,
            heartbeat=self.heartbeat,
        )
        carry_out.give_up_others(begun)
        results: list[T] = []

        def do(context: RunContext) -> str:
            results.append(work.run(context))
            return work.incomplete(results[0]) if work.incomplete else ""

        run = carry_out(begun, fence, do, deadline=work.deadline, retry=_ONCE, watch=watch)
        return Execution(run=run, result=results[0] if results else None)


def already_running(run_id: str | None, shop: str, job: str) -> RejectedError:
    """
    Return the error that names the run which is in the way.
    """
    return RejectedError(
        f"{job} is already running for {shop} as run {run_id}; wait until it ends "
        "(a run that died is given up when its lease has run out, after about a minute)",
        code="already_running",
        field=run_id or "",
    )
