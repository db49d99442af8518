"""Many days, one after the other or in several processes."""

import multiprocessing
import re
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait

import attrs

from simulation.day import Day
from simulation.ending import Ending
from simulation.figures import Figures
from simulation.ports import OpenConnector
from simulation.script import draw
from simulation.shrink import shrink

#: Days a process plays before it reports.
_AT_ONCE = 50
#: Failing days that are made smaller and shown, each of another kind.
_SHOWN = 3
#: Lines of a trace that are shown.
_LINES = 40
_NAMES = re.compile(r"\S*\d\S*")


@attrs.frozen(kw_only=True)
class BrokenDay:
    """
    A day that broke a promise, and how.
    """

    seed: int
    promise: str
    sentence: str

    @property
    def kind(self) -> tuple[str, str]:
        """
        What days have in common that broke in the same way: all but the names and numbers.
        """
        return self.promise, _NAMES.sub("", self.sentence)


@attrs.frozen(kw_only=True)
class Failure:
    """
    A day that broke a promise, as small as it could be made.
    """

    seed: int
    promise: str
    sentence: str
    #: Faults before and after the day was made smaller.
    faults: tuple[int, int]
    trace: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Result:
    """
    What a campaign came to.
    """

    figures: Figures
    #: Every day that failed, by seed.
    failing: tuple[BrokenDay, ...]
    #: The first of each kind, explained.
    failures: tuple[Failure, ...]

    @property
    def kept(self) -> bool:
        """
        Every promise was kept on every day.
        """
        return not self.failing


def simulate(
    open_connector: OpenConnector,
    *,
    seeds: int,
    first: int,
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Result:
    """
    Play the days of *seeds* seeds from *first* on.

    The result is the same with any number of *workers* (processes).
    """
    figures = Figures()
    failing: list[BrokenDay] = []
    for part, failed in _played(open_connector, seeds, first, workers):
        figures.merge(part)
        failing += failed
        progress(figures.scenarios, seeds)
    failing.sort(key=lambda day: day.seed)
    first_of = {day.kind: day.seed for day in reversed(failing)}
    shown = tuple(explain(seed, open_connector) for seed in sorted(first_of.values())[:_SHOWN])
    return Result(figures=figures, failing=tuple(failing), failures=shown)


def explain(seed: int, open_connector: OpenConnector) -> Failure:
    """
    Return a failing day made smaller.
    """
    script = draw(seed)
    ending = Day(script, open_connector).play()
    _, smallest = shrink(script, ending, open_connector)
    return Failure(
        seed=seed,
        promise=smallest.promise,
        sentence=smallest.sentence,
        faults=(len(ending.faults), len(smallest.faults)),
        trace=smallest.trace[-_LINES:],
    )


def _played(
    open_connector: OpenConnector, seeds: int, first: int, workers: int
) -> Iterator[tuple[Figures, list[BrokenDay]]]:
    parts = [
        (start, min(_AT_ONCE, first + seeds - start))
        for start in range(first, first + seeds, _AT_ONCE)
    ]
    if workers == 1:
        yield from (play_some(open_connector, start, count) for start, count in parts)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
        running: set[Future[tuple[Figures, list[BrokenDay]]]] = set()
        for start, count in parts:
            running.add(pool.submit(play_some, open_connector, start, count))
            if len(running) >= 2 * workers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        yield from (future.result() for future in running)


def play_some(
    open_connector: OpenConnector, first: int, count: int
) -> tuple[Figures, list[BrokenDay]]:
    """
    Play some days in this process; return their sums and those that failed.
    """
    figures = Figures()
    failing: list[BrokenDay] = []
    for seed in range(first, first + count):
        ending: Ending = Day(draw(seed), open_connector).play()
        figures.add(ending)
        if not ending.kept:
            failing.append(BrokenDay(seed=seed, promise=ending.promise, sentence=ending.sentence))
    return figures, failing
