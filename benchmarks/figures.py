"""From single executions to figures one may compare."""

import gc
import math
import statistics
import tempfile
import tracemalloc
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from benchmarks.measurement import Facts, Measurement, Once, Sample


@attrs.frozen(kw_only=True)
class Figures:
    """
    A measurement at one size, times in seconds.
    """

    name: str
    size: int
    unit: str
    repeats: int
    median_s: float
    fastest_s: float
    slowest_s: float
    lower_bound_s: float | None
    #: Median of the same work the first documents' way; None: not compared.
    seeds_s: float | None = None
    #: None: not measured.
    peak_mib: float | None = None
    facts: Facts = attrs.field(factory=dict)

    @property
    def per_second(self) -> float:
        """
        How many units one second does.
        """
        return self.size / self.median_s if self.median_s else float("inf")

    @property
    def times_seeds(self) -> float | None:
        """
        How many times as fast as the first documents' way; None: not compared.
        """
        return self.seeds_s / self.median_s if self.seeds_s and self.median_s else None

    @property
    def over_lower_bound(self) -> float | None:
        """
        How many times the lower bound it took; 1 is perfect, None: there is no bound.
        """
        return self.median_s / self.lower_bound_s if self.lower_bound_s else None


def take(measurement: Measurement, size: int, repeats: int) -> Figures:
    """
    Measure at one size in a temporary folder.

    Raises:
        NotHereError: What is to be measured is missing here.
        WrongResultError: The work was not done.
    """
    repeats = min(repeats, measurement.repeats_at.get(size, repeats))
    with (
        tempfile.TemporaryDirectory(prefix="temu-jtl-bench-") as folder,
        measurement.prepare(size, Path(folder)) as once,
    ):
        samples = [_fresh(once) for _ in range(repeats)]
        peak_mib = _traced(once).peak_bytes / 2**20 if measurement.memory else None
    seconds = [sample.seconds for sample in samples]
    seeds = [sample.seeds_s for sample in samples if sample.seeds_s is not None]
    return Figures(
        name=measurement.name,
        size=size,
        unit=measurement.unit,
        repeats=repeats,
        median_s=statistics.median(seconds),
        fastest_s=min(seconds),
        slowest_s=max(seconds),
        lower_bound_s=samples[-1].lower_bound_s,
        seeds_s=statistics.median(seeds) if seeds else None,
        peak_mib=peak_mib,
        facts=samples[-1].facts,
    )


def _fresh(once: Once) -> Sample:
    # What an execution leaves behind must not be swept up on the next one's time.
    gc.collect()
    return once()


def _traced(once: Once) -> Sample:
    tracemalloc.start()
    try:
        return _fresh(once)
    finally:
        tracemalloc.stop()


def exponents(figures: Sequence[Figures]) -> Mapping[str, float]:
    """
    Return by which power of the size each measurement's time grows; 1 is linear.

    Fitted through all sizes of a measurement, on logarithms; needs two sizes.
    """
    by_name: dict[str, list[Figures]] = {}
    for f in figures:
        by_name.setdefault(f.name, []).append(f)
    return {
        name: statistics.linear_regression(
            [math.log(f.size) for f in taken], [math.log(f.median_s) for f in taken]
        ).slope
        for name, taken in by_name.items()
        if len({f.size for f in taken}) > 1 and all(f.median_s > 0 for f in taken)
    }
