"""From single executions to figures one may compare."""

import gc
import statistics
import tempfile
import tracemalloc
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
    #: None: not measured.
    peak_mib: float | None
    facts: Facts

    @property
    def per_second(self) -> float:
        """
        How many units one second does.
        """
        return self.size / self.median_s if self.median_s else float("inf")

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
    with (
        tempfile.TemporaryDirectory(prefix="temu-jtl-bench-") as folder,
        measurement.prepare(size, Path(folder)) as once,
    ):
        samples = [_fresh(once) for _ in range(repeats)]
        peak_mib = _traced(once).peak_bytes / 2**20 if measurement.memory else None
    seconds = [sample.seconds for sample in samples]
    return Figures(
        name=measurement.name,
        size=size,
        unit=measurement.unit,
        repeats=repeats,
        median_s=statistics.median(seconds),
        fastest_s=min(seconds),
        slowest_s=max(seconds),
        lower_bound_s=samples[-1].lower_bound_s,
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
