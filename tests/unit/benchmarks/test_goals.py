"""Goals say what was promised, and whether it was kept."""

from pathlib import Path

import pytest
from benchmarks.catalogue import all_measurements
from benchmarks.figures import Figures, exponents
from benchmarks.goals import GOALS, kept
from benchmarks.render import render
from benchmarks.results import Results, merged, read_results, write_results


def figures(name: str = "xml_document", size: int = 50_000, **changes: object) -> Figures:
    plain: dict[str, object] = {
        "name": name,
        "size": size,
        "unit": "orders",
        "repeats": 5,
        "median_s": 2.0,
        "fastest_s": 1.0,
        "slowest_s": 3.0,
        "lower_bound_s": None,
    }
    return Figures(**{**plain, **changes})  # type: ignore[arg-type]  # fields by name


def words(*taken: Figures) -> dict[tuple[str, int], str]:
    return {(k.goal.work, k.goal.size): k.word for k in kept(taken)}


def test_a_goal_is_met_missed_or_not_measured() -> None:
    xml = ("XML of two-line orders", 50_000)

    assert words(figures())[xml] == "met"
    assert words(figures(median_s=10.0))[xml] == "MISSED"
    assert words()[xml] == "not measured"


def test_a_missed_goal_says_by_how_much() -> None:
    (missed,) = [k for k in kept([figures(median_s=5.0)]) if k.word == "MISSED"]

    assert missed.value == 10_000
    assert missed.by == "17%"


def test_the_cost_of_a_sku_is_held_against_a_smaller_look_up() -> None:
    small = figures("stock_lookup_sqlite", 10_000, median_s=1.0)
    large = figures("stock_lookup_sqlite", 100_000, median_s=13.0)
    goal = ("stock look-up, sqlite: cost per SKU against 10,000", 100_000)

    assert words(small, large)[goal] == "MISSED"
    assert words(large)[goal] == "not measured"


def test_every_goal_is_about_something_that_is_measured_at_that_size() -> None:
    known = all_measurements()

    assert [
        (goal.measurement, goal.size)
        for goal in GOALS
        if goal.size not in known[goal.measurement].sizes
    ] == []


@pytest.mark.parametrize(("power", "shown"), [(1, 1.0), (2, 2.0)])
def test_the_exponent_is_fitted_over_the_sizes(power: int, shown: float) -> None:
    taken = [figures(size=size, median_s=float(size**power)) for size in (10, 100, 1000)]

    assert exponents(taken) == {"xml_document": pytest.approx(shown)}
    assert exponents(taken[:1]) == {}


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    results = Results(
        machine="2 cores",
        figures=[figures(facts={"calls": 3, "note": "x"}, seeds_s=4.0)],
        missing={"other": "no server"},
    )
    write_results(results, tmp_path / "results.json")

    assert read_results(tmp_path / "results.json") == results


def test_some_figures_are_renewed_and_the_others_kept() -> None:
    before = Results(machine="old", figures=[figures(), figures("stock_delta", 10)])
    now = Results(machine="new", figures=[figures(median_s=1.0)])

    both = merged(before, now)

    assert {(f.name, f.median_s) for f in both.figures} == {
        ("stock_delta", 2.0),
        ("xml_document", 1.0),
    }


def test_pages_get_the_figures_between_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "a\n<!-- goals -->\nold\n<!-- /goals -->\nb\n<!-- missed -->\n<!-- /missed -->\n"
    )

    render(Results(machine="2 cores", figures=[figures(median_s=5.0)]), [page])

    text = page.read_text()
    assert "old" not in text
    assert (
        "| XML of two-line orders | 50,000 | ≥ 12,000 orders/s | 10,000 orders/s | MISSED by 17% |"
        in text
    )
    assert "missed by 17%." in text
    assert text.startswith("a\n")
