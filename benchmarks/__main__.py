"""Measures what we promise about speed: ``python -m benchmarks``."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.catalogue import all_measurements
from benchmarks.figures import Figures, take
from benchmarks.goals import kept
from benchmarks.measurement import Measurement, NotHereError
from benchmarks.render import render
from benchmarks.report import goal_table, table
from benchmarks.results import Results, machine, merged, read_results, write_results

_USAGE = 2
_TABLE_WIDTH = 180


def main(
    arguments: Sequence[str] | None = None,
    console: Console | None = None,
    known: Mapping[str, Measurement] | None = None,
) -> int:
    """
    Measure, print a table; return 0, or 2 when the command line names what there is not.

    Args:
        arguments: Instead of the process's own.
        console: Instead of standard output.
        known: Instead of all measurements.
    """
    console = console or _wide_console()
    known = all_measurements() if known is None else known
    options = _options(known).parse_args(arguments)
    sizes: dict[str, list[int]] = {}
    for name, size in options.size:
        sizes.setdefault(name, []).append(size)
    if unknown := sorted({*options.only, *sizes} - known.keys()):
        console.print(f"no measurement {', '.join(unknown)}; there are {', '.join(known)}")
        return _USAGE
    if options.render:
        render(read_results(options.render))
        return 0
    chosen = {name: known[name] for name in options.only or known}
    results = _take_all(chosen, sizes, options.repeats, console)
    console.print(table(results.figures))
    if goals := [goal for goal in kept(results.figures) if goal.value is not None]:
        console.print(goal_table(goals))
    if options.json:
        # Some measurements alone renew their own figures, and leave the others.
        partly = options.only and options.json.exists()
        before = read_results(options.json) if partly else results
        write_results(merged(before, results), options.json)
    return 0


def _wide_console() -> Console:
    """
    Return a console as wide as the table, also where a log is written or a window is small.
    """
    return Console(width=max(Console().width, _TABLE_WIDTH))


def _options(known: Mapping[str, Measurement]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="measurements:\n"
        + "\n".join(f"  {m.name:24} {m.what} {_sizes(m)}" for m in known.values()),
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="may be given several times"
    )
    parser.add_argument(
        "--size",
        action="append",
        default=[],
        type=_named_size,
        metavar="NAME=N",
        help="measure NAME at this size instead of its own; may be given several times",
    )
    parser.add_argument(
        "--repeats", type=_positive, default=5, metavar="N", help="the median of so many; 5"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--render",
        type=Path,
        metavar="FILE",
        help="measure nothing; put the figures of this file into the pages that quote them",
    )
    return parser


def _take_all(
    chosen: Mapping[str, Measurement],
    sizes: Mapping[str, Sequence[int]],
    repeats: int,
    console: Console,
) -> Results:
    figures: list[Figures] = []
    lacking: dict[str, str] = {}
    for name, measurement in chosen.items():
        for size in sizes.get(name, measurement.sizes):
            console.print(f"{name}: {size:,} {measurement.unit} …", highlight=False)
            try:
                figures.append(take(measurement, size, repeats))
            except NotHereError as missing:
                console.print(f"{name}: not measured, {missing}")
                lacking[name] = str(missing)
                break
    return Results(machine=machine(), figures=figures, missing=lacking)


def _sizes(measurement: Measurement) -> str:
    return f"({', '.join(f'{size:,}' for size in measurement.sizes)} {measurement.unit})"


def _positive(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


def _named_size(text: str) -> tuple[str, int]:
    name, _, size = text.partition("=")
    return name, _positive(size)


if __name__ == "__main__":
    sys.exit(main())
