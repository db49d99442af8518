"""
``temu-jtl worker`` as a test starts it: on the sandbox's clock, without approval.

Prints each run it begins.  A worker that falls silent counts as dead after seconds, not a minute.
"""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import attrs
from dependency_injector import providers

from adapters.dramatiq_queue.run_queue import DramatiqRunQueue
from entrypoints.open_jobs import open_jobs
from entrypoints.scheduler.process import stopped_by_signals
from entrypoints.settings.load import load_settings
from entrypoints.worker.process import work
from job_core.job import Job
from job_core.ports.job_catalogue import JobCatalogue
from job_core.run import Run
from job_core.watch import Watch
from sandbox.clock import SandboxClock
from shared_kernel.clock import Clock
from shared_kernel.run_context import RunContext


@attrs.frozen
class SharedClock(Clock):
    """
    The clock of a sandbox in another process, as it stands now.
    """

    file: Path

    def now(self) -> datetime:
        return SandboxClock(self.file).now()


@attrs.frozen
class TellingCatalogue(JobCatalogue):
    """
    Prints each run whose work begins.
    """

    known: JobCatalogue

    def shops(self) -> Sequence[str]:
        return self.known.shops()

    def jobs(self) -> Sequence[Job]:
        return self.known.jobs()

    def work(self, run: Run, context: RunContext) -> str:
        print(run.id, flush=True)
        return self.known.work(run, context)


def main() -> int:
    """
    Work until a signal comes.
    """
    settings = load_settings(None, os.environ)

    def complain(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    with (
        stopped_by_signals() as stop,
        open_jobs(
            settings,
            clock=SharedClock(Path(sys.argv[1])),
            demo=True,
            threads=2,
            worker=True,
            warn=complain,
        ) as jobs,
    ):
        assert isinstance(jobs.workers, DramatiqRunQueue)
        jobs.workers.broker.heartbeat_timeout = 3_000
        jobs.workers.broker.maintenance_chance = 300_000
        jobs.use_cases.catalogue.override(providers.Object(TellingCatalogue(jobs.catalogue)))
        print("at work", flush=True)
        return 0 if work(jobs, stop, Watch()) else 1


if __name__ == "__main__":
    sys.exit(main())
