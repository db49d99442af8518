"""Our way and the first documents' way of the same work, one after the other."""

import time
from collections.abc import Callable

import attrs

from benchmarks.measurement import Sample, Stopwatch

Work = Callable[[], object]


@attrs.define
class InTurn:
    """
    Does the work both ways; who is first alternates, so that a machine that slows favours nobody.
    """

    ours: Work
    seeds: Work
    #: Puts everything back before either way; not timed.
    reset: Work = lambda: None
    _turns: int = 0

    def __call__(self) -> Sample:
        """
        Return our time, with theirs beside it.
        """
        self._turns += 1
        if self._turns % 2:
            ours, seeds_s = self.ours_alone(), self._seeds_alone()
        else:
            seeds_s, ours = self._seeds_alone(), self.ours_alone()
        return attrs.evolve(ours, seeds_s=seeds_s)

    def ours_alone(self) -> Sample:
        """
        Return our time.
        """
        self.reset()
        with Stopwatch() as watch:
            self.ours()
        return watch.sample()

    def _seeds_alone(self) -> float:
        self.reset()
        started = time.perf_counter()
        self.seeds()
        return time.perf_counter() - started
