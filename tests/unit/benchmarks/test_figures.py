"""Figures of a measurement."""

import pytest
from benchmarks.figures import take
from tests.unit.benchmarks.slow_things import hoarding, scripted


def test_one_slow_execution_does_not_move_the_figure() -> None:
    figures = take(scripted(1.0, 9.0, 1.2, 1.1, 1.3), size=100, repeats=5)

    assert figures.median_s == 1.2
    assert (figures.fastest_s, figures.slowest_s) == (1.0, 9.0)


def test_speed_counts_the_units_of_the_median() -> None:
    figures = take(scripted(2.0), size=100, repeats=1)

    assert figures.per_second == 50


def test_time_is_compared_with_what_waiting_alone_costs() -> None:
    figures = take(scripted(1.5, lower_bound_s=1.2), size=100, repeats=1)

    assert figures.over_lower_bound == pytest.approx(1.25)


def test_nothing_is_compared_where_there_is_no_bound() -> None:
    figures = take(scripted(1.5), size=100, repeats=1)

    assert figures.over_lower_bound is None


def test_memory_that_was_given_back_counts() -> None:
    figures = take(hoarding(mebibytes=3), size=100, repeats=1)

    assert figures.peak_mib == pytest.approx(3, abs=0.1)


def test_memory_nobody_asked_for_is_not_reported() -> None:
    figures = take(scripted(1.0), size=100, repeats=1)

    assert figures.peak_mib is None
