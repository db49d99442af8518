"""Do a run's work under its lease and record what became of it."""

from collections.abc import Callable
from datetime import timedelta

import attrs

from job_core.job import RetryPolicy
from job_core.live_run import LiveRun
from job_core.ports.heartbeat import Heartbeat, NoHeartbeat
from job_core.ports.leases import Leases
from job_core.ports.log_sink import LogSink
from job_core.ports.run_book import RunBook
from job_core.rules.endings import Ending, abandoned, ended, state_when_stopped
from job_core.rules.retry import GiveUp, after_failure
from job_core.run import Run, RunState
from job_core.use_cases.try_change import try_change
from job_core.watch import Watch
from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError, StoppedError, UnavailableError
from shared_kernel.run_context import Fence, Level, RunContext

#: Two beats may fail before a lease runs out.
_BEATS_A_SPAN = 3


@attrs.frozen(kw_only=True)
class CarryOut:
    """
    Work, record, give the lease back.

    The only place that catches the error families of a run.  A process that
    dies, even by an error nobody named, leaves the run ``running`` and its lease
    to run out: a call may still be under way.  Whoever gets the lease after that
    marks the run abandoned and settles what is open.

    Beside the checkpoints a heartbeat renews the lease, so that a slow answer
    does not lose it.  It ends with the deadline and one call's time: a run that
    hangs loses its lease then, and what it would still write finds its fence gone.
    """

    leases: Leases
    run_book: RunBook
    sink: LogSink
    clock: Clock
    lease_span: timedelta = timedelta(seconds=60)
    heartbeat: Heartbeat = attrs.field(factory=NoHeartbeat)
    #: What a single call outside may take at most; its checkpoint made the lease outlive it.
    longest_call: timedelta = timedelta(seconds=180)

    def __call__(
        self,
        run: Run,
        fence: Fence,
        work: Callable[[RunContext], str],
        *,
        deadline: timedelta,
        retry: RetryPolicy,
        watch: Watch | None = None,
    ) -> Run:
        """
        Return the run as it ended, or as it waits for its next attempt.

        Args:
            run: Begun, and stored as such.
            fence: Of the lease held for it; given back at the end.
            work: Says why it is not the whole work; empty when it is.
            deadline: How long it may work.
            retry: What follows a failure; one attempt: nothing.
            watch: Who looks on.
        """
        live = LiveRun(
            id=run.id,
            held=fence,
            job=run.job,
            leases=self.leases,
            sink=self.sink,
            clock=self.clock,
            deadline=self.clock.now() + deadline,
            lease_span=self.lease_span,
            watch=watch or Watch(),
            cancel_wanted=lambda: self._cancel_wanted(run.id),
        )
        end_heartbeat = self.heartbeat.begin(
            lambda: self._renewed(fence),
            every=self.lease_span / _BEATS_A_SPAN,
            at_most=deadline + self.longest_call,
        )
        try:
            ending = self._work(run, live, work, retry)
        finally:
            end_heartbeat()
        steps, now = live.reports(), self.clock.now()
        self.sink.flush()
        stored = self.run_book.change(run.id, lambda before: ended(before, ending, steps, now))
        self.leases.release(fence)
        return stored or run

    def give_up_others(self, run: Run) -> list[Run]:
        """
        Mark the job's other running runs abandoned and return them.

        Called with the job's lease held for *run*, which proves that they died.
        """
        now = self.clock.now()
        dead = self.run_book.recent(run.shop, job=run.job, states=[RunState.RUNNING])
        return [
            given_up
            for other in dead
            if other.id != run.id
            and (given_up := try_change(self.run_book, other.id, lambda r: abandoned(r, now)))
        ]

    def _work(
        self, run: Run, live: LiveRun, work: Callable[[RunContext], str], retry: RetryPolicy
    ) -> Ending:
        try:
            why = work(live)
        except StoppedError as error:
            live.note(Level.WARNING, error.text)
            state = state_when_stopped(error.code, steps=live.reports())
            return Ending(state=state, error=error.text, code=error.code)
        except ConnectorError as error:
            live.note(Level.ERROR, error.text, code=error.code, field=error.field)
            return self._failed(run, live, error, retry)
        except Exception as error:
            # A mistake of ours: the log must name it, the lease must run out.
            live.note(Level.ERROR, "an error that nobody foresaw", error=repr(error)[:500])
            self.sink.flush()
            raise
        return Ending(state=RunState.FAILED if why else RunState.SUCCESS, error=why)

    def _failed(self, run: Run, live: LiveRun, error: ConnectorError, retry: RetryPolicy) -> Ending:
        wait_s = error.retry_after_s if isinstance(error, UnavailableError) else None
        after = after_failure(run, error.family, wait_s, retry, self.clock.now())
        if isinstance(after, GiveUp):
            return Ending(state=RunState.FAILED, error=error.text, code=error.code)
        live.note(
            Level.WARNING,
            "tried again later",
            until=after.until.isoformat(),
            why=after.why,
            attempt=after.attempt,
        )
        return Ending(
            state=RunState.WAITING,
            error=error.text,
            code=error.code,
            until=after.until,
            why=f"{after.why}: {error.text}",
            attempt=after.attempt,
        )

    def _renewed(self, fence: Fence) -> bool:
        return self.leases.renew(fence, until=self.clock.now() + self.lease_span)

    def _cancel_wanted(self, run_id: str) -> bool:
        stored = self.run_book.get(run_id)
        return stored is not None and stored.cancel_requested
