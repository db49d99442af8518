"""Figures and goals for a terminal."""

from collections.abc import Sequence

from rich.table import Table

from benchmarks.figures import Figures, exponents
from benchmarks.goals import Kept
from benchmarks.render import seconds, value, wanted
from benchmarks.results import machine


def table(figures: Sequence[Figures]) -> Table:
    """
    Return the figures as a table; times in seconds, spread from fastest to slowest.
    """
    powers = exponents(figures)
    shown = Table(title=f"{machine()}; times in seconds")
    for heading in ("measurement", "size", "median", "spread", "per second"):
        shown.add_column(heading, justify="left" if heading == "measurement" else "right")
    for heading in ("lower bound", "seeds' way", "ours : theirs", "grows", "peak MiB"):
        shown.add_column(heading, justify="right")
    shown.add_column("also")
    for f in figures:
        shown.add_row(
            f.name,
            f"{f.size:,} {f.unit}",
            seconds(f.median_s),
            f"{seconds(f.fastest_s)}–{seconds(f.slowest_s)}",
            f"{f.per_second:,.0f}",
            _bound(f),
            seconds(f.seeds_s) if f.seeds_s else "",
            f"{f.times_seeds:.2f}" if f.times_seeds else "",
            f"n^{powers[f.name]:.2f}" if f.name in powers else "",
            "" if f.peak_mib is None else f"{f.peak_mib:,.1f}",
            ", ".join(f"{name} {value}" for name, value in f.facts.items()),
        )
    return shown


def goal_table(goals: Sequence[Kept]) -> Table:
    """
    Return what was promised and what came of it.
    """
    shown = Table(title="goals")
    for heading in ("goal", "size", "wanted", "measured", ""):
        shown.add_column(heading, justify="left" if heading == "goal" else "right")
    for k in goals:
        shown.add_row(
            k.goal.work,
            f"{k.goal.size:,}",
            f"{k.goal.relation} {wanted(k)}",
            value(k),
            f"{k.word}{f' by {k.by}' if k.by else ''}",
        )
    return shown


def _bound(figures: Figures) -> str:
    if figures.lower_bound_s is None or figures.over_lower_bound is None:
        return ""
    return f"{seconds(figures.lower_bound_s)} (× {figures.over_lower_bound:.2f})"
