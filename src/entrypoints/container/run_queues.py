"""The queue between those who ask for runs and those who do them."""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import attrs

from adapters.in_process.thread_run_queue import ThreadRunQueue
from adapters.memory.dead_messages import MemoryDeadMessages
from entrypoints.settings.queue import QueueSettings
from job_core.job import Job
from job_core.ports.dead_messages import DeadMessages
from job_core.ports.run_queue import RunQueue
from job_core.ports.run_workers import RunWorkers
from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError


class WorkingQueue(RunQueue, RunWorkers, Protocol):
    """
    A queue with workers of this process.
    """


@attrs.frozen(kw_only=True)
class OpenQueue:
    """
    A queue, and what became of messages that nobody could do.
    """

    runs: WorkingQueue
    dead: DeadMessages
    #: True when runs go through a broker to other processes.
    has_broker: bool


@contextmanager
def open_queue(
    settings: QueueSettings,
    jobs: Sequence[Job],
    clock: Clock,
    *,
    threads: int,
    warn: Callable[[str], None],
) -> Iterator[OpenQueue]:
    """
    Open the configured queue: threads of this process, or Dramatiq over Redis.

    Raises:
        RejectedError: A broker is configured and its packages are missing.
    """
    if not settings.broker_url:
        threaded = ThreadRunQueue(clock=clock, threads=threads, complain=_unheard)
        # Nothing can die between processes where there is one.
        yield OpenQueue(runs=threaded, dead=MemoryDeadMessages(), has_broker=False)
        return
    require_queue_packages()
    # Dramatiq and Redis are an optional extra.
    from entrypoints.container.dramatiq_queues import open_dramatiq

    with open_dramatiq(settings, jobs, clock, threads=threads, warn=warn) as (runs, dead):
        yield OpenQueue(runs=runs, dead=dead, has_broker=True)


def require_queue_packages() -> None:
    """
    Raise a RejectedError that says what to install when the extra is missing.
    """
    for package in ("dramatiq", "redis"):
        if importlib.util.find_spec(package) is None:
            raise RejectedError(
                f"queue.broker_url is set, and the package {package} is missing; install the "
                "extra: pip install 'temu-jtl[queue]'",
                code="queue_packages",
                field="queue.broker_url",
            )


def _unheard(_run_id: str, _text: str) -> None:
    """
    Say nothing: the run's record and log tell it.
    """
