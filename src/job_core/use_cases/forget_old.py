"""Erase what running work left behind long ago."""

import attrs

from job_core.ports.access_book import AccessBook
from job_core.ports.answered_requests import AnsweredRequests
from job_core.ports.run_book import RunBook
from job_core.ports.schedule_book import ScheduleBook
from job_core.rules.retention import Retention
from job_core.use_cases.trim_log import TrimLog
from shared_kernel.clock import Clock


@attrs.frozen(kw_only=True)
class Forgotten:
    """
    How much of each kind was erased.
    """

    log_lines: int
    runs: int
    ticks: int
    answers: int
    sessions: int


@attrs.frozen(kw_only=True)
class ForgetOld:
    """
    Keep runs, log, due times, answers and sessions for as long as was set.

    Each kind is erased by itself; after a crash the next call goes on.  Lines go
    before runs, since a run's end decides how long its lines are kept.
    """

    trim_log: TrimLog
    run_book: RunBook
    schedule_book: ScheduleBook
    answered_requests: AnsweredRequests
    access_book: AccessBook
    clock: Clock
    retention: Retention = attrs.field(factory=Retention)

    def __call__(self) -> Forgotten:
        """
        Return what was erased.
        """
        now, keep = self.clock.now(), self.retention
        any_before = now - keep.of_any_run
        return Forgotten(
            log_lines=self.trim_log(),
            runs=self.run_book.forget(
                good_before=max(now - keep.of_good_runs, any_before), any_before=any_before
            ),
            ticks=self.schedule_book.forget_ticks(now - keep.of_ticks),
            answers=self.answered_requests.forget_before(now - keep.of_answers),
            sessions=self.access_book.forget_expired(now),
        )
