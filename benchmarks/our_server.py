"""Serves our way, without doing runs: ``python -m benchmarks.our_server FOLDER PORT``."""

import os
import signal
import sys
import threading
from pathlib import Path

import attrs

from entrypoints.container.database import upgrade_database
from entrypoints.demo.sandbox_process import Sandbox
from entrypoints.demo.world import SHOP, demo_settings
from entrypoints.first_token import make_first_token
from entrypoints.jobs import ORDERS_JOB
from entrypoints.open_jobs import open_jobs
from entrypoints.open_shop import database_url
from entrypoints.server import ServerOptions, serve
from job_core.ports.log_sink import LogSink
from job_core.run import LogLine
from shared_kernel.clock import Clock
from shared_kernel.run_context import Level

#: No run is done, so nobody ever calls there.
_NOWHERE = "http://127.0.0.1:9"


def _serve(folder: Path, port: int) -> None:
    outside = Sandbox(
        temu=_NOWHERE,
        control=_NOWHERE,
        jtl=f"sqlite:///{folder / 'jtl.sqlite'}",
        app_key="key",
        app_secret="secret",  # noqa: S106 - opens nothing
        access_token="token",  # noqa: S106 - opens nothing
        region_id=1,
    )
    settings = demo_settings(folder, outside, "large")
    upgrade_database(database_url(settings))
    with open_jobs(settings, demo=True) as opened:
        # Runs are recorded and queued, and then wait for ever.
        jobs = attrs.evolve(opened, works_here=False)
        make_first_token(jobs.adapters.access_book(), jobs.use_cases.issue_token(), settings.data)
        threading.Thread(
            target=_say_lines, args=(jobs.adapters.log_sink(), jobs.adapters.clock()), daemon=True
        ).start()
        server = attrs.evolve(settings.server, port=port)
        serve(jobs, server, ServerOptions(scheduler=False, complain=print))


def _say_lines(sink: LogSink, clock: Clock) -> None:
    """
    Say as many lines as each number on standard input asks for; stop the server when it ends.
    """
    for wanted in sys.stdin:
        for number in range(int(wanted)):
            sink.put(
                LogLine(
                    run_id="run",
                    shop=SHOP,
                    job=ORDERS_JOB,
                    step=1,
                    level=Level.INFO,
                    at=clock.now(),
                    text=f"line {number}",
                )
            )
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), int(sys.argv[2]))
