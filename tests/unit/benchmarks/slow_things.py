"""Measurements whose figures are known beforehand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measurement import Measurement, NotHereError, Once, Prepare, Sample, Stopwatch


def scripted(*seconds: float, lower_bound_s: float | None = None) -> Measurement:
    """
    Return a measurement that takes these seconds, one after the other.
    """

    @contextmanager
    def prepare(_size: int, _folder: Path) -> Iterator[Once]:
        left = iter(seconds)
        yield lambda: Sample(seconds=next(left), lower_bound_s=lower_bound_s, facts={"calls": 3})

    return _measurement("scripted", prepare)


def hoarding(mebibytes: int) -> Measurement:
    """
    Return a measurement that holds so much memory for a moment.
    """

    @contextmanager
    def prepare(_size: int, _folder: Path) -> Iterator[Once]:
        def once() -> Sample:
            with Stopwatch() as watch:
                hoard = bytearray(mebibytes * 2**20)
                del hoard
            return watch.sample()

        yield once

    return _measurement("hoarding", prepare, memory=True)


def missing(what: str) -> Measurement:
    """
    Return a measurement of something this machine does not have.
    """

    @contextmanager
    def prepare(_size: int, _folder: Path) -> Iterator[Once]:
        raise NotHereError(what)
        yield

    return _measurement("missing", prepare)


def sizes_seen(sizes: list[int]) -> Measurement:
    """
    Return a measurement that notes at which sizes it was prepared.
    """

    @contextmanager
    def prepare(size: int, _folder: Path) -> Iterator[Once]:
        sizes.append(size)
        yield lambda: Sample(seconds=0.5)

    return _measurement("noting", prepare, sizes=(1, 2))


def _measurement(
    name: str, prepare: Prepare, *, memory: bool = False, sizes: Sequence[int] = (100,)
) -> Measurement:
    return Measurement(
        name=name,
        what="something",
        unit="things",
        sizes=tuple(sizes),
        tiny=1,
        prepare=prepare,
        memory=memory,
    )
