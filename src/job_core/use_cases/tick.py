"""Do what a schedule entry is due for."""

import enum
from collections.abc import Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

import attrs

from job_core.ports.calendar import Calendar
from job_core.ports.log_sink import LogSink
from job_core.ports.schedule_book import ScheduleBook
from job_core.rules.pausing import is_paused
from job_core.run import LogLine, Run
from job_core.schedule import ScheduleEntry
from job_core.use_cases.request_run import RequestRun
from shared_kernel.clock import Clock
from shared_kernel.run_context import Fact, Level

#: An entry that never had a tick begins with what became due in this span.
_FIRST_LOOK_BACK = timedelta(minutes=1)
#: Due times read at once; far more than a machine asleep over night leaves behind.
_MOST_DUE = 10_000


class TickOutcome(enum.Enum):
    """
    What a tick led to.
    """

    NOTHING_DUE = "nothing_due"
    #: A run was requested.
    TAKEN = "taken"
    #: Another scheduler took it.
    TAKEN_ELSEWHERE = "taken_elsewhere"
    PAUSED = "paused"
    #: A run with the same choices is queued, waiting or running.
    BUSY = "busy"


@attrs.frozen(kw_only=True)
class Ticked:
    """
    What happened at a tick.
    """

    outcome: TickOutcome
    #: The newest due time; None when nothing was due.
    due: datetime | None = None
    #: Earlier due times that this one stands for.
    coalesced: int = 0
    #: The run requested, or the one that is under way.
    run_id: str = ""


@attrs.frozen(kw_only=True)
class Tick:
    """
    Take the newest due time of an entry and request its run.

    The entry is read anew, so a pause acts at once.  Late due times before it are
    coalesced into one run and logged.  Due times that pass while an entry is
    paused are used up.  However many schedulers call, a due time is taken once.
    """

    schedule_book: ScheduleBook
    request_run: RequestRun
    sink: LogSink
    calendar: Calendar
    clock: Clock

    def __call__(self, entry: ScheduleEntry) -> Ticked:
        """
        Return what happened.

        Raises:
            RejectedError: The entry's job, choices or times are wrong.
        """
        now = self.clock.now()
        stored = self._stored(entry)
        due = self._due(stored, now) if stored is not None else ()
        if stored is None or not due:
            return Ticked(outcome=TickOutcome.NOTHING_DUE)
        entry, newest, late = stored, due[-1], len(due) - 1
        if not self.schedule_book.take_tick(entry.shop, entry.job, entry.name, newest):
            return Ticked(outcome=TickOutcome.TAKEN_ELSEWHERE, due=newest)
        if is_paused(entry, now):
            return Ticked(outcome=TickOutcome.PAUSED, due=newest, coalesced=late)
        run, is_new = self.request_run.unless_under_way(
            entry.shop, entry.job, entry.parameters, by=f"scheduler:{entry.name}"
        )
        if late:
            self._note(
                run,
                "late due times were coalesced into one run",
                late=late,
                first=due[0].isoformat(),
                due=newest.isoformat(),
            )
        if not is_new:
            self._note(run, "due again while this run is under way", due=newest.isoformat())
        outcome = TickOutcome.TAKEN if is_new else TickOutcome.BUSY
        return Ticked(outcome=outcome, due=newest, coalesced=late, run_id=run.id)

    def _stored(self, entry: ScheduleEntry) -> ScheduleEntry | None:
        key = (entry.shop, entry.job, entry.name)
        entries = self.schedule_book.entries(entry.shop)
        return next((e for e in entries if (e.shop, e.job, e.name) == key), None)

    def _due(self, entry: ScheduleEntry, now: datetime) -> Sequence[datetime]:
        last = self.schedule_book.last_tick(entry.shop, entry.job, entry.name)
        after = now - _FIRST_LOOK_BACK if last is None else last
        due: list[datetime] = []
        # The calendar is asked in growing steps: mostly one time is due.
        while len(due) < _MOST_DUE:
            some = self.calendar.next_times(entry.trigger, entry.zone, after, 2 + len(due))
            past = [moment for moment in some if moment <= now]
            due.extend(past)
            if not some or len(past) < len(some):
                break
            after = due[-1]
        return due

    def _note(self, run: Run, text: str, **facts: Fact) -> None:
        line = LogLine(
            run_id=run.id,
            shop=run.shop,
            job=run.job,
            step=0,
            level=Level.WARNING,
            at=self.clock.now(),
            text=text,
            facts=MappingProxyType(facts),
        )
        self.sink.put(line)
