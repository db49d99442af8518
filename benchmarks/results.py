"""Figures as a file: written for programs, read to render the pages."""

import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path

import attrs
import cattrs

from benchmarks.figures import Figures


@attrs.frozen(kw_only=True)
class Results:
    """
    Figures with what one must know to compare them.
    """

    machine: str
    figures: list[Figures]
    #: What could not be measured, and why.
    missing: dict[str, str] = attrs.field(factory=dict)


def machine() -> str:
    """
    Return cores, system, Python, and how busy the machine was beside us.
    """
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}{busy}"
    )


def write_results(results: Results, path: Path) -> None:
    """
    Write the results with what follows from them.
    """
    document = attrs.asdict(results)
    for figures, written in zip(results.figures, document["figures"], strict=True):
        written["per_second"] = figures.per_second
        written["over_lower_bound"] = figures.over_lower_bound
        written["times_seeds"] = figures.times_seeds
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read_results(path: Path) -> Results:
    """
    Return the results of a file that was written here.
    """
    converter = cattrs.Converter()
    converter.register_structure_hook(int | float | str, lambda value, _: value)
    return converter.structure(json.loads(path.read_text("utf-8")), Results)


def merged(before: Results, now: Results) -> Results:
    """
    Return *before* with what was measured *now* in its place.
    """
    fresh = {(f.name, f.size) for f in now.figures}
    kept: Sequence[Figures] = [f for f in before.figures if (f.name, f.size) not in fresh]
    names = {f.name for f in now.figures}
    missing = {n: w for n, w in {**before.missing, **now.missing}.items() if n not in names}
    return Results(machine=now.machine, figures=[*kept, *now.figures], missing=missing)
