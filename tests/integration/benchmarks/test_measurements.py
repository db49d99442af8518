"""Every measurement, at a size at which its time means nothing."""

import pytest
from benchmarks.catalogue import all_measurements
from benchmarks.figures import take
from benchmarks.measurement import NotHereError

MEASUREMENTS = all_measurements()


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_the_measured_work_is_done(name: str) -> None:
    """
    A measurement raises when its work was not done or called what it must not.
    """
    measurement = MEASUREMENTS[name]

    try:
        figures = take(measurement, measurement.tiny, repeats=1)
    except NotHereError as why:
        pytest.skip(str(why))

    assert figures.median_s > 0


def test_calls_over_http_are_compared_with_the_latency() -> None:
    """
    Three orders: two looks at the list, then six calls at the same time, 100 ms each.
    """
    measurement = MEASUREMENTS["import_over_http"]

    figures = take(measurement, 3, repeats=1)

    assert figures.facts["calls"] == 8
    assert figures.lower_bound_s == pytest.approx(0.3)
    assert figures.median_s >= 0.3
