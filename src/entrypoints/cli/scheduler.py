"""temu-jtl scheduler: run jobs when they are due, until stopped."""

import attrs
from rich.console import Console
from rich.text import Text

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.scheduler.process import keep_time, stopped_by_signals
from job_core.run import LogLine
from job_core.watch import Watch
from shared_kernel.run_context import Level

_STYLES = {Level.WARNING: "yellow", Level.ERROR: "bold red", Level.DEBUG: "dim"}


@attrs.frozen(kw_only=True)
class LinePrinter(Watch):
    """
    Prints log lines one under the other; warnings and errors only, unless all are wanted.
    """

    console: Console
    verbose: bool

    def line(self, line: LogLine) -> None:
        """
        Print a line.
        """
        if line.level in (Level.DEBUG, Level.INFO) and not self.verbose:
            return
        text = f"{line.at:%Y-%m-%d %H:%M:%S} {line.shop} {line.job} {line.step}  {line.text}"
        self.console.print(Text(text, style=_STYLES.get(line.level, "")))


def scheduler(*, common: Common | None = None) -> int:
    """
    Run the jobs of all shops when they are due; stop with Ctrl+C or SIGTERM.

    Several schedulers may run at once: a due time is taken by one of them.
    """
    common = common or Common()
    console = Console(stderr=True, highlight=False, soft_wrap=True)

    def complain(text: str) -> None:
        console.print(Text(text, style="bold red"))

    with stopped_by_signals() as stop, common.opened_jobs(warn=complain) as jobs:
        names = ", ".join(jobs.catalogue.shops())
        console.print(f"{'DEMO – ' if common.demo else ''}keeping time for {names}")
        if not jobs.works_here:
            console.print("runs are handed to workers; start them with: temu-jtl worker")
        printer = LinePrinter(console=console, verbose=common.verbose)
        finished = keep_time(jobs, stop, printer, complain)
        if not finished:
            complain("a run did not end in time; it is given up when its lease has run out")
    console.print("stopped")
    return ExitCode.OK if finished else ExitCode.FAILED
