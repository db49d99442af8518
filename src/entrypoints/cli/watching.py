"""A terminal that looks on while a run works."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.text import Text

from entrypoints.cli.sentences import sentence
from job_core.run import LogLine
from job_core.watch import Watch
from shared_kernel.run_context import Level

_STYLES = {Level.WARNING: "yellow", Level.ERROR: "bold red", Level.DEBUG: "dim"}


class TerminalWatch(Watch):
    """
    Shows a progress bar per step and the log lines that matter.

    Use it as a context manager.  Without a terminal no bar is drawn.

    Args:
        console: Where to draw; standard error, so that JSON stays clean.
        verbose: Show every line; otherwise warnings and errors only.
    """

    def __init__(self, console: Console, *, verbose: bool) -> None:
        self._verbose = verbose
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[int, TaskID] = {}

    def __enter__(self) -> "TerminalWatch":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def line(self, line: LogLine) -> None:
        """
        Show a line above the bars.
        """
        if line.level in (Level.DEBUG, Level.INFO) and not self._verbose:
            return
        facts = "  ".join(
            f"{name}={value}" for name, value in line.facts.items() if value not in ("", None)
        )
        step = f"step {line.step}  " if line.step else ""
        text = f"  {step}{sentence(line.text)}" + (f"  ({facts})" if facts else "")
        console = self._progress.console
        console.print(
            Text(text, style=_STYLES.get(line.level, "")), soft_wrap=not console.is_terminal
        )

    def progress(self, step: int, name: str, done: int, of: int) -> None:
        """
        Move the step's bar.
        """
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(f"step {step}  {name}")
        self._progress.update(self._tasks[step], completed=done, total=of)
