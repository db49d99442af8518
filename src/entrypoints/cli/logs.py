"""temu-jtl logs: what runs say, and said."""

import os
import sys
import time
from collections.abc import Callable
from typing import Annotated

import msgspec
from cyclopts import Parameter
from cyclopts.validators import Number
from rich.text import Text

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.log_cursor import LogCursor
from entrypoints.cli.options import Common
from entrypoints.cli.output import Output
from entrypoints.wire.logs import LogLineView
from job_core.ports.run_log import LogFilter
from job_core.run import StoredLine
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import Level

#: How often the log is asked for more.
_PAUSE_S = 1.0

_STYLES = {Level.WARNING: "yellow", Level.ERROR: "bold red", Level.DEBUG: "dim"}


def logs(
    *,
    follow: Annotated[bool, Parameter(name=["--follow", "-f"], negative="")] = False,
    after: Annotated[int | None, Parameter(validator=Number(gte=0))] = None,
    last: Annotated[int, Parameter(validator=Number(gte=0, lte=10_000))] = 100,
    job: str = "",
    run: str = "",
    level: tuple[Level, ...] = (),
    text: str = "",
    common: Common | None = None,
) -> int:
    """
    Print what runs said, by position; with --json one object per line.

    Parameters
    ----------
    follow
        Go on with what runs say from now on, until Ctrl-C.
    after
        All lines beyond this position.
    last
        Without --after: begin so many lines before the end.
    job
        Only lines of this job.
    run
        Only lines of this run.
    level
        Only lines of this level; may be given several times.
    text
        Only lines that hold this text, whatever its case.
    """
    common = common or Common()
    with common.opened() as shop:
        wanted = LogFilter(shop=shop.shop, job=job, run_id=run, levels=frozenset(level), text=text)
        run_log = shop.adapters.run_log()
        if after is None:
            cursor = LogCursor.before_last(run_log, wanted, lines=last)
        else:
            cursor = LogCursor(run_log=run_log, wanted=wanted, position=after)
        try:
            print_lines(common.output, cursor)
            if follow:
                follow_lines(common.output, cursor, pause=lambda: time.sleep(_PAUSE_S))
        except KeyboardInterrupt:
            # How one ends following.
            return ExitCode.OK
        except BrokenPipeError:
            # The reader, such as ``head``, has enough; nothing is to be flushed at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.OK


def follow_lines(output: Output, cursor: LogCursor, *, pause: Callable[[], None]) -> None:
    """
    Print lines as they are stored, for ever; while the database is away, try again.
    """
    away = False
    while True:
        pause()
        try:
            print_lines(output, cursor)
            away = False
        except UnavailableError as error:
            if not away:
                sys.stderr.write(f"{error.text}; trying again\n")
            away = True


def print_lines(output: Output, cursor: LogCursor) -> None:
    """
    Print the lines that are stored by now.
    """
    for stored in cursor.lines():
        if output.as_json:
            sys.stdout.write(msgspec.json.encode(LogLineView.of(stored)).decode() + "\n")
        else:
            output.console.print(_for_people(stored), soft_wrap=not output.console.is_terminal)
    sys.stdout.flush()


def _for_people(stored: StoredLine) -> Text:
    line = stored.line
    facts = "  ".join(f"{name}={value}" for name, value in line.facts.items())
    step = f" step {line.step}" if line.step else ""
    return Text(
        f"{stored.position:>7}  {line.at:%Y-%m-%d %H:%M:%S}  {line.level.value:<7}  "
        f"{line.job} {line.run_id}{step}  {line.text}" + (f"  ({facts})" if facts else ""),
        style=_STYLES.get(line.level, ""),
    )
