"""A run while it works: log, steps, deadline and lease."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from types import MappingProxyType

import attrs

from job_core.ports.leases import Leases
from job_core.ports.log_sink import LogSink
from job_core.run import LogLine, StepReport
from job_core.watch import Watch
from shared_kernel.clock import Clock
from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fact, Fence, Level, RunContext


@attrs.define
class _Step:
    number: int
    name: str
    duration_s: float = 0.0
    counts: Counter[str] = attrs.field(factory=Counter)


@attrs.define(kw_only=True)
class LiveRun(RunContext):
    """
    The RunContext that the executor hands to the work.

    ``checkpoint`` renews the lease now and then, so a run that is alive keeps it and a run
    that hangs loses it.
    """

    id: str
    held: Fence
    job: str
    leases: Leases
    sink: LogSink
    clock: Clock
    deadline: datetime
    lease_span: timedelta
    watch: Watch
    #: Asks the record whether a person wants the run to end.
    cancel_wanted: Callable[[], bool] = lambda: False
    #: Time by which clocks of two machines may differ.
    clock_error: timedelta = timedelta(seconds=30)
    _steps: dict[int, _Step] = attrs.field(factory=dict)
    _current: _Step | None = None
    _entered: datetime | None = None
    #: Up to when the last checkpoint that renewed the lease made it last.
    _lasts_until: datetime | None = None

    @property
    def run_id(self) -> str:
        """
        The run's id, unique for ever.
        """
        return self.id

    @property
    def fence(self) -> Fence:
        """
        The fence of the lease this run holds.
        """
        return self.held

    def step(self, number: int, name: str) -> None:
        """
        Enter a step, for the first time or again.
        """
        if self._current is not None and self._current.number == number:
            return
        self._leave_step()
        self._current = self._steps.setdefault(number, _Step(number, name))
        self._entered = self.clock.now()

    def note(self, level: Level, text: str, **facts: Fact) -> None:
        """
        Write one line to the run log.
        """
        line = LogLine(
            run_id=self.id,
            shop=self.held.shop,
            job=self.job,
            step=self._current.number if self._current else 0,
            level=level,
            at=self.clock.now(),
            text=text,
            facts=MappingProxyType(dict(facts)),
        )
        self.sink.put(line)
        self.watch.line(line)

    def count(self, **counts: int) -> None:
        """
        Add to the present step's figures.
        """
        if self._current is not None:
            self._current.counts.update(counts)

    def progress(self, done: int, of: int) -> None:
        """
        Say how far the present step is.
        """
        if self._current is not None:
            self.watch.progress(self._current.number, self._current.name, done, of)

    def checkpoint(self, outside_call_s: float = 0.0) -> None:
        """
        Ask whether to go on, and renew the lease when a tenth of it is over.
        """
        now = self.clock.now()
        if self.watch.is_cancelled() or self.cancel_wanted():
            raise StoppedError("the run was cancelled", code="cancelled")
        if self.watch.is_stopping():
            raise StoppedError("the program is stopping; the next run goes on", code="stopping")
        if now >= self.deadline:
            raise StoppedError("the run's time is up; the next one goes on", code="deadline")
        until = now + self.lease_span
        if outside_call_s:
            until = max(until, now + timedelta(seconds=outside_call_s) + self.clock_error)
        if self._lasts_long_enough(until, outside=bool(outside_call_s)):
            return
        if not self.leases.renew(self.held, until=until):
            raise StoppedError("another run took over this job", code="lease_lost")
        self._lasts_until = until

    def _lasts_long_enough(self, until: datetime, *, outside: bool) -> bool:
        """
        Tell whether renewing can wait: a commit at every checkpoint costs more than some work.

        Whoever took over meanwhile is met by the next transaction's fence.  Before an
        outside call the lease must outlive it, to the second.
        """
        if self._lasts_until is None:
            return False
        slack = timedelta(0) if outside else self.lease_span / 10
        return until - self._lasts_until <= slack

    def reports(self) -> tuple[StepReport, ...]:
        """
        Return what each step did so far, by number.
        """
        self._leave_step()
        return tuple(
            StepReport(
                number=step.number,
                name=step.name,
                duration_s=round(step.duration_s, 3),
                counts=MappingProxyType({k: v for k, v in step.counts.items() if v}),
            )
            for _, step in sorted(self._steps.items())
        )

    def _leave_step(self) -> None:
        if self._current is not None and self._entered is not None:
            self._current.duration_s += (self.clock.now() - self._entered).total_seconds()
        self._current, self._entered = None, None
