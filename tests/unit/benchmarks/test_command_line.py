"""What ``python -m benchmarks`` does."""

import io
import json
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.measurement import Measurement
from rich.console import Console
from tests.unit.benchmarks.slow_things import missing, scripted, sizes_seen


def _run(*arguments: str, measurements: list[Measurement]) -> tuple[int, str]:
    out = io.StringIO()
    known = {measurement.name: measurement for measurement in measurements}
    code = main(arguments, Console(file=out, width=200), known)
    return code, out.getvalue()


def test_the_table_shows_median_spread_and_bound() -> None:
    slow = scripted(1.0, 1.2, 3.0, lower_bound_s=1.0)

    code, shown = _run("--repeats", "3", measurements=[slow])

    assert code == 0
    for figure in ("100 things", "1.200", "1.000–3.000", "83", "1.000 (× 1.20)", "calls 3"):
        assert figure in shown


def test_figures_are_written_for_programs(tmp_path: Path) -> None:
    target = tmp_path / "results.json"

    _run("--repeats", "1", "--json", str(target), measurements=[scripted(2.0)])

    (figures,) = json.loads(target.read_text("utf-8"))["figures"]
    assert (figures["name"], figures["median_s"], figures["per_second"]) == ("scripted", 2, 50)


def test_a_measurement_runs_at_all_its_sizes() -> None:
    sizes: list[int] = []

    _run("--repeats", "1", measurements=[sizes_seen(sizes)])

    assert sizes == [1, 2]


def test_sizes_of_the_command_line_come_instead() -> None:
    sizes: list[int] = []

    _run("--repeats", "1", "--size", "noting=7", measurements=[sizes_seen(sizes)])

    assert sizes == [7]


def test_only_what_was_named_runs() -> None:
    sizes: list[int] = []

    _run("--only", "scripted", "--repeats", "1", measurements=[scripted(1.0), sizes_seen(sizes)])

    assert sizes == []


@pytest.mark.parametrize("arguments", [("--only", "nothing"), ("--size", "nothing=3")])
def test_a_name_that_does_not_exist_is_refused(arguments: tuple[str, str]) -> None:
    code, shown = _run(*arguments, measurements=[scripted(1.0)])

    assert code == 2
    assert "scripted" in shown


def test_what_is_missing_here_does_not_stop_the_rest() -> None:
    code, shown = _run("--repeats", "1", measurements=[missing("no server"), scripted(1.0)])

    assert code == 0
    assert "no server" in shown
    assert "100 things" in shown
