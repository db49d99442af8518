"""
Serves our way and does runs: ``python -m benchmarks.serving_runs FOLDER PORT RUNS``.

Prints this process's resident memory in MiB after each hundredth run, then stops.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import attrs

from benchmarks.outside import running_outside
from benchmarks.resident import resident_mib
from entrypoints.container.database import upgrade_database
from entrypoints.demo.world import SHOP, demo_settings
from entrypoints.jobs import ORDERS_JOB
from entrypoints.open_jobs import OpenJobs, open_jobs
from entrypoints.open_shop import database_url
from entrypoints.server import ServerOptions, serve
from job_core.rules.run_states import is_finished
from job_core.run import RunState
from sandbox.scenario.large import large_scenario

_PATIENCE_S = 60
_ORDERS, _OFFERS = 50, 100
#: Turn by turn, as a day brings them.
_MODES = ("tracking_only", "full")


def _serve(folder: Path, port: int, runs: int) -> None:
    with running_outside(folder, large_scenario(orders=_ORDERS, offers=_OFFERS)) as outside:
        settings = demo_settings(folder / "own", outside.sandbox, "large")
        upgrade_database(database_url(settings))
        with open_jobs(settings, demo=True) as jobs:
            threading.Thread(target=_run_all, args=(jobs, runs), daemon=True).start()
            options = ServerOptions(scheduler=False, complain=print)
            serve(jobs, attrs.evolve(settings.server, port=port), options)


def _run_all(jobs: OpenJobs, runs: int) -> None:
    """
    Do one run after the other; stop the server when all are done.
    """
    try:
        for number in range(1, runs + 1):
            _run(jobs, _MODES[number % len(_MODES)])
            if number % max(1, runs // 10) == 0:
                print(f"{resident_mib():.1f}", flush=True)
    finally:
        os.kill(os.getpid(), signal.SIGTERM)


def _run(jobs: OpenJobs, mode: str) -> None:
    run = jobs.use_cases.request_run()(
        SHOP, ORDERS_JOB, {"mode": mode}, by="benchmark", queue_behind=True
    )
    book, until = jobs.adapters.run_book(), time.monotonic() + _PATIENCE_S
    while not is_finished(run) and time.monotonic() < until:
        time.sleep(0.002)
        run = book.get(run.id) or run
    if run.state is not RunState.SUCCESS:
        raise ValueError(f"a run ended as {run.state.value}: {run.error}")


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
