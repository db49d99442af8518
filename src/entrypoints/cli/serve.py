"""temu-jtl serve: REST, the live log, and jobs when they are due."""

import sys
from typing import Annotated

import attrs
from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console
from rich.text import Text

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.scheduler import LinePrinter
from entrypoints.first_token import make_first_token
from entrypoints.open_jobs import OpenJobs
from entrypoints.scheduler.process import stopped_by_signals
from entrypoints.server import ServerOptions
from entrypoints.server import serve as serve_until_stopped
from entrypoints.settings.settings import Settings


def serve(
    *,
    port: Annotated[int | None, Parameter(validator=Number(gte=1, lte=65535))] = None,
    scheduler: bool = True,
    common: Common | None = None,
) -> int:
    """
    Serve REST and the live log, and run the jobs of all shops when they are due.

    Stop it with Ctrl+C or SIGTERM.

    Parameters
    ----------
    port
        Listen on this port instead of the one in the settings.
    scheduler
        Also keep time; --no-scheduler when a process of its own does.
    """
    common = common or Common()
    console = Console(stderr=True, highlight=False, soft_wrap=True)

    def complain(text: str) -> None:
        console.print(Text(text, style="bold red"))

    with stopped_by_signals() as stop, common.opened_jobs(warn=complain) as jobs:
        settings: Settings = next(iter(jobs.shops.values())).adapters.settings()
        server = settings.server if port is None else attrs.evolve(settings.server, port=port)
        _tell_first_token(console, jobs, settings)
        demo = "DEMO – " if common.demo else ""
        scheme = "https" if server.speaks_https else "http"
        host = f"[{server.host}]" if ":" in server.host else server.host
        console.print(f"{demo}serving on {scheme}://{host}:{server.port}")
        if not jobs.works_here:
            console.print("runs are handed to workers; start them with: temu-jtl worker")
        options = ServerOptions(
            demo=common.demo,
            scheduler=scheduler,
            onlooker=LinePrinter(console=console, verbose=common.verbose),
            complain=complain,
            stop=stop,
        )
        finished = serve_until_stopped(jobs, server, options)
    if not finished:
        complain("a run did not end in time; it is given up when its lease has run out")
    console.print("stopped")
    return ExitCode.OK if finished else ExitCode.FAILED


def _tell_first_token(console: Console, jobs: OpenJobs, settings: Settings) -> None:
    first = make_first_token(
        jobs.adapters.access_book(), jobs.use_cases.issue_token(), settings.data
    )
    if first is None:
        return
    console.print(Text(f"a first token was made; it is in {first.file}"))
    # A service's output ends in a log, and there no secret belongs.
    if sys.stderr.isatty():
        console.print(Text(f"first token: {first.secret}"))
