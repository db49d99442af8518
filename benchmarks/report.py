"""Figures for people and for programs."""

import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path

import attrs
from rich.table import Table

from benchmarks.figures import Figures


def table(figures: Sequence[Figures]) -> Table:
    """
    Return the figures as a table; times in seconds, spread from fastest to slowest.
    """
    shown = Table(title=f"{machine()}; times in seconds")
    for heading in ("measurement", "size", "median", "spread", "per second"):
        shown.add_column(heading, justify="left" if heading == "measurement" else "right")
    for heading in ("lower bound", "peak MiB"):
        shown.add_column(heading, justify="right")
    shown.add_column("also")
    for f in figures:
        shown.add_row(
            f.name,
            f"{f.size:,} {f.unit}",
            _seconds(f.median_s),
            f"{_seconds(f.fastest_s)}–{_seconds(f.slowest_s)}",
            f"{f.per_second:,.0f}",
            _bound(f),
            "" if f.peak_mib is None else f"{f.peak_mib:,.1f}",
            ", ".join(f"{name} {value}" for name, value in f.facts.items()),
        )
    return shown


def write_json(figures: Sequence[Figures], path: Path) -> None:
    """
    Write the figures with the machine they were taken on.
    """
    document = {
        "machine": machine(),
        "figures": [
            {
                **attrs.asdict(f),
                "per_second": f.per_second,
                "over_lower_bound": f.over_lower_bound,
            }
            for f in figures
        ],
    }
    path.write_text(json.dumps(document, indent=2) + "\n", "utf-8")


def machine() -> str:
    """
    Return what one must know to compare figures: cores, system, Python.
    """
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}" if seconds < 10 else f"{seconds:.1f}"


def _bound(figures: Figures) -> str:
    if figures.lower_bound_s is None or figures.over_lower_bound is None:
        return ""
    return f"{_seconds(figures.lower_bound_s)} (× {figures.over_lower_bound:.2f})"
