"""What a measurement is."""

import time
import tracemalloc
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

import attrs
from attrs import validators

Facts: TypeAlias = Mapping[str, int | float | str]


class NotHereError(Exception):
    """
    What is to be measured is not on this machine; says what is missing.
    """


class WrongResultError(Exception):
    """
    What was measured did not do its work, so its time means nothing.
    """


@attrs.frozen(kw_only=True)
class Sample:
    """
    One timed execution.
    """

    seconds: float
    #: Bytes allocated at most at a time, beyond those at the start; 0 unless memory is traced.
    peak_bytes: int = 0
    #: What the outside world's own slowness alone would have cost; None: nothing to wait for.
    lower_bound_s: float | None = None
    #: The same work the way the first documents describe it; None: not compared.
    seeds_s: float | None = None
    facts: Facts = attrs.field(factory=dict)


#: Executes the work once and says how long it took; preparing is not timed.
Once: TypeAlias = Callable[[], Sample]
#: Builds, for a size, what the work needs in an empty folder, and takes it down at the end.
Prepare: TypeAlias = Callable[[int, Path], AbstractContextManager[Once]]


@attrs.frozen(kw_only=True)
class Measurement:
    """
    One thing worth measuring, at several sizes.

    ``prepare`` raises NotHereError where this machine lacks what it needs.
    """

    name: str
    #: One sentence: what is timed.
    what: str
    #: What a size counts: ``orders``.
    unit: str
    sizes: tuple[int, ...] = attrs.field(validator=validators.min_len(1))
    #: Small enough for a test.
    tiny: int
    prepare: Prepare
    #: Fewer executions than elsewhere, by size, where one takes minutes.
    repeats_at: Mapping[int, int] = attrs.field(factory=dict)
    #: Whether memory is of interest; it is taken in an execution of its own, because tracing slows.
    memory: bool = False


class Stopwatch:
    """
    Times a block, and traces its memory when somebody has tracing switched on.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.peak_bytes = 0
        self._allocated = 0
        self._started = 0.0

    def __enter__(self) -> Self:
        if tracemalloc.is_tracing():
            tracemalloc.reset_peak()
            self._allocated = tracemalloc.get_traced_memory()[0]
        self._started = time.perf_counter()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.seconds = time.perf_counter() - self._started
        if tracemalloc.is_tracing():
            self.peak_bytes = tracemalloc.get_traced_memory()[1] - self._allocated

    def sample(
        self,
        *,
        lower_bound_s: float | None = None,
        seeds_s: float | None = None,
        **facts: Any,
    ) -> Sample:
        """
        Return what was measured.
        """
        return Sample(
            seconds=self.seconds,
            peak_bytes=self.peak_bytes,
            lower_bound_s=lower_bound_s,
            seeds_s=seeds_s,
            facts=facts,
        )
