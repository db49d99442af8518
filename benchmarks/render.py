"""Puts the figures of a file into the pages that quote them."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Figures, exponents
from benchmarks.goals import Kept, kept
from benchmarks.results import Results

_ROOT = Path(__file__).parent.parent
PAGES = (_ROOT / "docs" / "performance.md", _ROOT / "README.md")


def render(results: Results, pages: Sequence[Path] = PAGES) -> None:
    """
    Replace what stands between ``<!-- name -->`` and ``<!-- /name -->`` in *pages*.
    """
    blocks: Mapping[str, Callable[[], str]] = {
        "machine": lambda: f"{results.machine}.",
        "figures": lambda: _figures(results),
        "goals": lambda: _goals(results),
        "missed": lambda: _missed(results),
    }
    for page in pages:
        text = page.read_text("utf-8")
        for name, block in blocks.items():
            marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
            text = marked.sub(lambda m, b=block: f"{m[1]}{b()}\n{m[2]}", text)  # type: ignore[misc]  # binds the loop's block
        page.write_text(text, "utf-8")


def _figures(results: Results) -> str:
    powers = exponents(results.figures)
    rows = [
        "| Measurement (`--only …`) | Size | Median | Spread | Per second | Lower bound "
        "| First documents' way | Ours : theirs | Grows with | Also |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    rows += [_row(f, powers) for f in results.figures]
    rows += [
        f"| `{name}` | not measured: {why} ||||||||| " for name, why in results.missing.items()
    ]
    return "\n".join(rows)


def _row(f: Figures, powers: Mapping[str, float]) -> str:
    also = [f"{name} {_plain(value)}" for name, value in f.facts.items()]
    if f.peak_mib is not None:
        also.insert(0, f"peak {f.peak_mib:.1f} MiB")
    cells = (
        f"`{f.name}`",
        f"{f.size:,} {f.unit}",
        f"{seconds(f.median_s)} s",
        f"{seconds(f.fastest_s)}–{seconds(f.slowest_s)}",
        f"{f.per_second:,.0f}",
        f"{seconds(f.lower_bound_s)} s (× {f.over_lower_bound:.2f})"
        if f.lower_bound_s and f.over_lower_bound
        else "",
        f"{seconds(f.seeds_s)} s" if f.seeds_s else "",
        f"{f.times_seeds:.2f}" if f.times_seeds else "",
        f"n^{powers[f.name]:.2f}" if f.name in powers else "",
        ", ".join(also),
    )
    return f"| {' | '.join(cells)} |"


def _goals(results: Results) -> str:
    rows = ["| Goal | Size | Wanted | Measured | |", "|---|---|---|---|---|"]
    rows += [
        f"| {k.goal.work} | {k.goal.size:,} | {k.goal.relation} {wanted(k)} | {value(k)} "
        f"| {k.word}{f' by {k.by}' if k.by else ''} |"
        for k in kept(results.figures)
    ]
    return "\n".join(rows)


def _missed(results: Results) -> str:
    found = kept(results.figures)
    missed = [k for k in found if k.word == "MISSED"]
    met = sum(k.word == "met" for k in found)
    unmeasured = len(found) - met - len(missed)
    lines = [
        f"Of {len(found)} goals {met} are met, {len(missed)} missed, {unmeasured} not measured."
    ]
    lines += [
        f"- {k.goal.work} ({k.goal.size:,}): {value(k)}, wanted {k.goal.relation} {wanted(k)}; "
        f"missed by {k.by}."
        for k in missed
    ]
    return "\n".join(lines)


def wanted(kept_goal: Kept) -> str:
    """
    Return a goal's limit with its unit.
    """
    return f"{_plain(kept_goal.goal.limit)} {kept_goal.goal.unit}".strip()


def value(kept_goal: Kept) -> str:
    """
    Return what was measured, with its unit.
    """
    if kept_goal.value is None:
        return "–"
    return f"{_plain(kept_goal.value)} {kept_goal.goal.unit}".strip()


def seconds(time_s: float) -> str:
    """
    Return seconds with as many places as mean something.
    """
    return f"{time_s:.3f}" if time_s < 10 else f"{time_s:.1f}"


def _plain(number: float | str) -> str:
    if isinstance(number, str):
        return number
    whole = float(number).is_integer() or abs(number) >= 1000
    return f"{number:,.0f}" if whole else f"{number:,.2f}"
