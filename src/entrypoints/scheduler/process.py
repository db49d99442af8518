"""A process that does nothing but jobs."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from entrypoints.open_jobs import OpenJobs
from entrypoints.scheduler.timekeeper import STOP_WITHIN, Timekeeper
from job_core.watch import Watch


def keep_time(
    jobs: OpenJobs, stop: threading.Event, onlooker: Watch, complain: Callable[[str], None]
) -> bool:
    """
    Do what is due until *stop* is set; False when something still worked at the end.

    Then no further batch is begun, the present ones are finished, and leases are
    given back.  What does not end in time is left to its lease, as if the
    process had died.
    """
    timekeeper = Timekeeper(
        use_cases=jobs.use_cases,
        schedule_book=jobs.adapters.schedule_book(),
        clock=jobs.adapters.clock(),
        complain=complain,
    )
    jobs.start_workers(onlooker)
    timekeeper.start()
    stop.wait()
    timekeeper.stop()
    return jobs.stop_workers(STOP_WITHIN.total_seconds())


@contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """
    Give an event that SIGTERM and SIGINT set, once and for all.

    Further signals change nothing while the block ends: everything in it is bounded
    in time, and a process cut off there would leave its leases and its sandbox behind.
    """
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in before:
        signal.signal(number, ask)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            # Who was told to end is about to: nothing must hit its last moments.
            signal.signal(number, signal.SIG_IGN if stop.is_set() else handler)
