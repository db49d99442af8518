"""temu-jtl worker: do queued runs, until stopped."""

from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Console
from rich.text import Text

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.scheduler import LinePrinter
from entrypoints.scheduler.process import stopped_by_signals
from entrypoints.worker.process import work
from shared_kernel.errors import RejectedError


def worker(
    *,
    threads: Annotated[int, Parameter(validator=Number(gte=1, lte=16))] = 2,
    common: Common | None = None,
) -> int:
    """
    Do the runs that serve and scheduler queue; stop with Ctrl+C or SIGTERM.

    Needs queue.broker_url in the settings. Several workers may run, on several machines.

    Parameters
    ----------
    threads
        How many runs are done at a time.
    """
    common = common or Common()
    if common.demo:
        raise _no_queue()
    console = Console(stderr=True, highlight=False, soft_wrap=True)

    def complain(text: str) -> None:
        console.print(Text(text, style="bold red"))

    with (
        stopped_by_signals() as stop,
        common.opened_jobs(threads=threads, worker=True, warn=complain) as jobs,
    ):
        if not jobs.has_broker:
            raise _no_queue()
        names = ", ".join(jobs.catalogue.shops())
        console.print(f"working for {names}, {threads} at a time")
        finished = work(jobs, stop, LinePrinter(console=console, verbose=common.verbose))
        if not finished:
            complain("a run did not end in time; it is given up when its lease has run out")
    console.print("stopped")
    return ExitCode.OK if finished else ExitCode.FAILED


def _no_queue() -> RejectedError:
    return RejectedError(
        "a worker takes runs from a queue, and there is none: set queue.broker_url to the address "
        "of a Redis; without one temu-jtl serve and temu-jtl scheduler do the runs themselves",
        code="no_queue",
        field="queue.broker_url",
    )
