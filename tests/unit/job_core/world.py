"""Running work in memory: a job that a test may fill, and workers that a test plays."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import attrs

from adapters.calendar.zoned_calendar import ZonedCalendar
from adapters.clock import FixedClock
from adapters.in_process.direct_log_sink import DirectLogSink
from adapters.memory.books import MemoryBooks
from adapters.memory.run_queue import MemoryRunQueue
from job_core.job import Job, Parameter, ParameterKind, RetryPolicy
from job_core.ports.heartbeat import Heartbeat, NoHeartbeat
from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.run_log import LogFilter
from job_core.ports.shared_clock import SharedClock
from job_core.run import Run
from job_core.schedule import Interval, ScheduleEntry
from job_core.use_cases.cancel_run import CancelRun
from job_core.use_cases.perform_run import PerformRun
from job_core.use_cases.recover_runs import RecoverRuns
from job_core.use_cases.request_run import RequestRun
from job_core.use_cases.retry_run import RetryRun
from job_core.use_cases.tick import Tick
from job_core.watch import Watch
from shared_kernel.run_context import Level, RunContext

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SHOP = "north"
JOB = "orders"

LAMP_JOB = Job(
    id=JOB,
    description="Take orders.",
    parameters=(
        Parameter(
            name="mode",
            kind=ParameterKind.CHOICE,
            description="How much.",
            default="full",
            choices=("full", "quick"),
        ),
        Parameter(
            name="days_back",
            kind=ParameterKind.WHOLE_NUMBER,
            description="How far.",
            least=1,
            most=90,
        ),
        Parameter(name="dry_run", kind=ParameterKind.SWITCH, description="Dry.", default=False),
    ),
    deadline=timedelta(minutes=5),
    retry=RetryPolicy(most=3, base=timedelta(seconds=30)),
)


def goes_well(context: RunContext) -> str:
    """
    Do a little and succeed.
    """
    context.step(1, "take")
    context.note(Level.INFO, "three orders", orders=3)
    context.count(new=3)
    context.checkpoint()
    return ""


@attrs.define
class Catalogue(JobCatalogue):
    """
    One job in two shops; what it does is up to the test.
    """

    does: Callable[[RunContext], str] = goes_well
    job: Job = LAMP_JOB
    worked: list[str] = attrs.field(factory=list)

    def shops(self) -> Sequence[str]:
        return [SHOP, "south"]

    def jobs(self) -> Sequence[Job]:
        return [self.job]

    def work(self, run: Run, context: RunContext) -> str:
        self.worked.append(run.id)
        return self.does(context)


@attrs.frozen
class _Behind(SharedClock):
    by: timedelta | None

    def ahead(self) -> timedelta | None:
        return self.by


@attrs.define(kw_only=True)
class JobWorld:
    """
    One process with its own queue; several may share clock and books.
    """

    clock: FixedClock = attrs.field(factory=lambda: FixedClock(NOON))
    books: MemoryBooks = attrs.field(factory=MemoryBooks.empty)
    catalogue: Catalogue = attrs.field(factory=Catalogue)
    queue: MemoryRunQueue = attrs.field(factory=MemoryRunQueue)
    sink: DirectLogSink = attrs.field(
        default=attrs.Factory(lambda self: DirectLogSink(self.books.run_log), takes_self=True)
    )
    heartbeat: Heartbeat = attrs.field(factory=NoHeartbeat)
    #: How far this process's machine is behind the database's clock.
    behind: timedelta | None = None
    _ids: Iterator[int] = attrs.field(factory=lambda: count(1))

    def another_process(self) -> "JobWorld":
        """
        Return a process on the same database.
        """
        return attrs.evolve(self, queue=MemoryRunQueue(), catalogue=Catalogue(), ids=self._ids)

    def later(self, **span: float) -> None:
        """
        Let time pass: ``later(minutes=15)``.
        """
        self.clock.advance(timedelta(**span))

    @property
    def request_run(self) -> RequestRun:
        return RequestRun(
            run_book=self.books.run_book,
            leases=self.books.leases,
            queue=self.queue,
            catalogue=self.catalogue,
            clock=self.clock,
            new_run_id=lambda: f"run {next(self._ids)}",
        )

    @property
    def perform_run(self) -> PerformRun:
        return PerformRun(
            leases=self.books.leases,
            run_book=self.books.run_book,
            sink=self.sink,
            catalogue=self.catalogue,
            queue=self.queue,
            request_run=self.request_run,
            clock=self.clock,
            heartbeat=self.heartbeat,
            shared_clock=_Behind(self.behind),
        )

    @property
    def cancel_run(self) -> CancelRun:
        return CancelRun(run_book=self.books.run_book, clock=self.clock)

    @property
    def retry_run(self) -> RetryRun:
        return RetryRun(run_book=self.books.run_book, request_run=self.request_run)

    @property
    def recover_runs(self) -> RecoverRuns:
        return RecoverRuns(
            leases=self.books.leases,
            run_book=self.books.run_book,
            queue=self.queue,
            catalogue=self.catalogue,
            request_run=self.request_run,
            clock=self.clock,
            shared_clock=_Behind(self.behind),
        )

    @property
    def tick(self) -> Tick:
        return Tick(
            schedule_book=self.books.schedule_book,
            request_run=self.request_run,
            sink=self.sink,
            calendar=ZonedCalendar(),
            clock=self.clock,
        )

    def ask(self, *, by: str = "rest:ada", queue_behind: bool = False, **chosen: Any) -> Run:
        """
        Request a run of the job.
        """
        return self.request_run(SHOP, JOB, chosen, by=by, queue_behind=queue_behind)

    def perform(self, run: Run, watch: Watch | None = None) -> Run:
        """
        Do a requested run.
        """
        return self.perform_run(run.id, watch)

    def work_off(self) -> list[Run]:
        """
        Play a worker until nothing in the queue is due.
        """
        done: list[Run] = []
        while (run_id := self.queue.take(self.clock.now())) is not None:
            done.append(self.perform_run(run_id))
        return done

    def work_off_fatally(self) -> Run:
        """
        Request a run, and let the process die that does it; return the run as it is left.
        """
        run = self.ask()
        self.queue.enqueued.clear()
        try:
            self.perform(run)
        except ProcessDied:
            return self.run(run.id)
        raise AssertionError("the process survived")

    def run(self, run_id: str) -> Run:
        """
        Return a run as it is stored.
        """
        run = self.books.run_book.get(run_id)
        assert run is not None
        return run

    def runs(self) -> list[Run]:
        """
        Return all runs of the shop, oldest first.
        """
        return list(self.books.run_book.recent(SHOP, limit=1000))[::-1]

    def said(self, run: Run) -> list[str]:
        """
        Return what a run's log says.
        """
        self.sink.flush()
        stored = self.books.run_log.after(0, LogFilter(run_id=run.id))
        return [one.line.text for one in stored]


def an_entry(name: str = "full", **changes: Any) -> ScheduleEntry:
    """
    Return an entry that is due every quarter of an hour.
    """
    entry = ScheduleEntry(shop=SHOP, job=JOB, name=name, trigger=Interval(15 * MINUTE))
    return attrs.evolve(entry, **changes)


class ProcessDied(BaseException):
    """
    Ends the work as a kill does: nothing catches it.
    """
