"""temu-jtl simulate: whole days in memory, with everything going wrong."""

import sys
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.output import Output, make_console
from entrypoints.container.simulated_connector import simulated_connector
from simulation.campaign import Failure, Result
from simulation.campaign import simulate as play

_MOST_WORKERS = 64
#: Failing days that get a line each.
_MOST_NAMED = 100


def simulate(
    *,
    seeds: Annotated[int, Parameter(validator=Number(gte=1, lte=10_000_000))] = 100,
    first: Annotated[int, Parameter(name="--from", validator=Number(gte=0))] = 0,
    workers: Annotated[int, Parameter(validator=Number(gte=1, lte=_MOST_WORKERS))] = 1,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """
    Play days of an invented shop in memory while everything goes wrong; needs no settings.

    Crashes, lost answers, frozen runners, two at once: after every step the
    promises of the product are checked against the simulated outside world's
    own books.  The same seed is the same day.  A day that breaks a promise is
    made smaller and shown.

    Parameters
    ----------
    seeds
        How many days.
    first
        The first day's seed.
    workers
        Processes to play them in; the result is the same.
    json
        Print one JSON document; progress stays on standard error.
    """
    output = Output(json)
    with _progress(seeds) as progress:
        task = progress.add_task("days", total=seeds)
        result = play(
            simulated_connector,
            seeds=seeds,
            first=first,
            workers=workers,
            progress=lambda done, _of: progress.update(task, completed=done),
        )
    _print(output, result)
    if json:
        output.document(_document(result, first))
    return ExitCode.OK if result.kept else ExitCode.FAILED


def _progress(seeds: int) -> Progress:
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=make_console(stderr=True),
        transient=True,
        disable=seeds == 1 or not sys.stderr.isatty(),
    )


def _print(output: Output, result: Result) -> None:
    figures = result.figures
    for failure in result.failures:
        _print_failure(output, failure)
    output.facts(
        [
            ("scenarios", f"{figures.scenarios:,}"),
            ("calls", f"{figures.calls:,}"),
            *((name.replace("_", " "), f"{count:,}") for name, count in figures.done.items()),
            ("faults injected", f"{figures.faults.total():,}"),
        ]
    )
    output.table(
        "",
        ("fault", "times"),
        [(kind, f"{times:,}") for kind, times in figures.by_kind().items()],
        empty="no faults",
    )
    output.facts([(name, count) for name, count in figures.promises().items()])
    if result.failing:
        output.say(f"{len(result.failing)} days broke a promise:", style="bold red")
    for day in result.failing[:_MOST_NAMED]:
        output.say(f"  seed {day.seed} breaks {day.promise}: {day.sentence}")
    if len(result.failing) > _MOST_NAMED:
        output.say(f"  and {len(result.failing) - _MOST_NAMED} more; --json names them all")


def _print_failure(output: Output, failure: Failure) -> None:
    before, after = failure.faults
    output.say(f"seed {failure.seed} breaks {failure.promise}: {failure.sentence}", style="bold")
    output.say(f"({before} faults, {after} of them needed)")
    for line in failure.trace:
        output.say(f"  {line}")
    output.say(f"  again: temu-jtl simulate --seeds 1 --from {failure.seed}\n")


def _document(result: Result, first: int) -> object:
    figures = result.figures
    return {
        "from": first,
        "scenarios": figures.scenarios,
        "calls": figures.calls,
        "done": dict(figures.done),
        "faults": figures.by_kind(),
        "promises_broken": figures.promises(),
        "failing": result.failing,
        "failures": result.failures,
    }
