"""The clockwork: ticks when entries are due, looks after runs left behind."""

from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any

import attrs
from apscheduler.schedulers.background import BackgroundScheduler

from entrypoints.container.job_use_cases import JobUseCases
from entrypoints.scheduler.calendar_trigger import CalendarTrigger
from job_core.ports.schedule_book import ScheduleBook
from job_core.schedule import ScheduleEntry
from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError

#: A paused, resumed or changed entry acts after so many seconds at most.
_REREAD_S = 5
_RECOVER_S = 30
_FORGET_S = 6 * 3600


def _scheduler() -> Any:
    # The grace is explicit: however late a tick is, it counts; its use case coalesces.
    defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    return BackgroundScheduler(timezone=UTC, job_defaults=defaults, daemon=True)


@attrs.define(kw_only=True)
class Timekeeper:
    """
    APScheduler as a trigger and nothing else: what is due is decided by ``Tick``.

    Several may run, in one process or many; a due time is taken once.
    """

    use_cases: JobUseCases
    schedule_book: ScheduleBook
    clock: Clock
    #: Hears what could not be done; it is tried again.
    complain: Callable[[str], None]
    reread_s: float = _REREAD_S
    _known: dict[str, ScheduleEntry] = attrs.field(factory=dict, init=False)
    _scheduler: Any = attrs.field(factory=_scheduler, init=False, repr=False)

    def start(self) -> None:
        """
        Begin to keep time; what became due while nobody did is taken at once.
        """
        for seconds, work in (
            (self.reread_s, self.reread),
            (_RECOVER_S, self._recover),
            (_FORGET_S, self._forget),
        ):
            self._scheduler.add_job(work, "interval", seconds=seconds)
        # Once at the start too: a process that ends every evening would never come to it.
        self._scheduler.add_job(self._forget)
        self._scheduler.start()
        self.reread()
        self._recover()

    def stop(self) -> None:
        """
        Begin no further tick.
        """
        self._scheduler.shutdown(wait=False)

    def reread(self) -> None:
        """
        Read the schedules anew; an entry that is new here ticks at once.
        """
        try:
            entries = {_key(entry): entry for entry in self.schedule_book.entries()}
        except ConnectorError as error:
            self.complain(f"schedules cannot be read: {error.text}")
            return
        for key in self._known.keys() - entries.keys():
            self._scheduler.remove_job(key)
            del self._known[key]
        for key, entry in entries.items():
            before = self._known.get(key)
            self._known[key] = entry
            if before is None or (before.trigger, before.zone) != (entry.trigger, entry.zone):
                self._trigger(key, entry)

    def _trigger(self, key: str, entry: ScheduleEntry) -> None:
        try:
            self._tick(key)
            self._scheduler.add_job(
                self._tick,
                CalendarTrigger(self.use_cases.calendar(), self.clock, entry),
                args=[key],
                id=key,
                replace_existing=True,
            )
        except ConnectorError as error:
            # Told once; what a person mends is read again.
            self.complain(f"{key}: {error.text}")

    def _tick(self, key: str) -> None:
        entry = self._known.get(key)
        if entry is None:
            return
        try:
            self.use_cases.tick()(entry)
        except ConnectorError as error:
            self.complain(f"{key}: {error.text}")

    def _recover(self) -> None:
        try:
            self.use_cases.recover_runs()()
        except ConnectorError as error:
            self.complain(f"runs cannot be looked after: {error.text}")

    def _forget(self) -> None:
        try:
            self.use_cases.forget_old()()
        except ConnectorError as error:
            self.complain(f"what is old cannot be erased: {error.text}")


def _key(entry: ScheduleEntry) -> str:
    return f"{entry.shop} {entry.job} {entry.name}"


#: A process ends within 20 s; closing needs the rest.
STOP_WITHIN = timedelta(seconds=15)
