"""A process that does runs and keeps no time."""

import threading

from entrypoints.open_jobs import OpenJobs
from entrypoints.scheduler.timekeeper import STOP_WITHIN
from job_core.watch import Watch


def work(jobs: OpenJobs, stop: threading.Event, onlooker: Watch) -> bool:
    """
    Do queued runs until *stop* is set; False when something still worked at the end.

    Then no further run and no batch is begun, leases are given back, and what was
    taken from the queue goes back to it.
    """
    jobs.start_workers(onlooker)
    stop.wait()
    return jobs.stop_workers(STOP_WITHIN.total_seconds())
