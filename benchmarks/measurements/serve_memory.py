"""Whether a server that runs day and night keeps growing."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measurement import Measurement, Once, Sample, WrongResultError
from benchmarks.resident import resident_mib

_ROOT = Path(__file__).parents[2]


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    resident_mib()

    def once() -> Sample:
        started = time.perf_counter()
        told = _memory_after_each_tenth(size, folder)
        growth = 100 * (told[-1] / told[0] - 1)
        return Sample(
            seconds=time.perf_counter() - started,
            facts={
                "MiB after the first tenth": told[0],
                "MiB at the end": told[-1],
                "growth %": round(growth, 2),
            },
        )

    yield once


def _memory_after_each_tenth(runs: int, folder: Path) -> list[float]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.serving_runs", str(folder), str(port), str(runs)]
    words = folder / "server.log"
    with words.open("wb") as log:
        done = subprocess.run(  # noqa: S603 - our own module by our own interpreter
            command, stdout=subprocess.PIPE, stderr=log, cwd=_ROOT, text=True, check=False
        )
    told = [float(line) for line in done.stdout.split()]
    if len(told) < 10:
        raise WrongResultError(
            f"the server stopped early: {words.read_text(errors='replace')[-2000:]}"
        )
    return told


MEASUREMENTS = (
    Measurement(
        name="serve_memory",
        what="a server doing runs one after the other: its resident memory",
        unit="runs",
        sizes=(1_000,),
        tiny=20,
        prepare=_prepare,
        repeats_at={1_000: 1},
    ),
)
