"""Our server and the first documents' one, each in a process of its own."""

import importlib.util
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import httpx

from benchmarks.measurement import NotHereError, Sample, WrongResultError

_ROOT = Path(__file__).parent.parent
_START_S = 60


@attrs.frozen(kw_only=True)
class Server:
    """
    A running server, and how to enter it.
    """

    port: int
    #: Empty: nobody is asked who they are.
    token: str = attrs.field(repr=False)
    _process: subprocess.Popen[str]

    @property
    def headers(self) -> dict[str, str]:
        """
        What to show at the door.
        """
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def say_lines(self, count: int) -> None:
        """
        Let the server log so many lines, as fast as it can.
        """
        if self._process.stdin is not None:
            self._process.stdin.write(f"{count}\n")
            self._process.stdin.flush()


@attrs.frozen
class Comparison:
    """
    The same work by two servers in turn; all executions count towards the ratio.
    """

    ours: Server
    seeds: Server
    #: Does the work against a server once; returns seconds.
    work: Callable[[Server], float]
    #: Units of work in one execution.
    size: int
    _ours_s: list[float] = attrs.field(factory=list, init=False)
    _seeds_s: list[float] = attrs.field(factory=list, init=False)

    def __call__(self) -> Sample:
        """
        Return our time; the other way's is among the facts, as medians up to now.
        """
        turns = [(self.ours, self._ours_s), (self.seeds, self._seeds_s)]
        # Who is first alternates: a machine that slows down must favour nobody.
        for server, taken in turns if len(self._ours_s) % 2 == 0 else turns[::-1]:
            taken.append(self.work(server))
        seeds_s = statistics.median(self._seeds_s)
        return Sample(seconds=self._ours_s[-1], seeds_s=seeds_s)


@contextmanager
def two_servers(folder: Path) -> Iterator[tuple[Server, Server]]:
    """
    Serve our way and the first documents' way until the block ends.

    Raises:
        NotHereError: FastAPI is not installed.
    """
    if importlib.util.find_spec("fastapi") is None:
        raise NotHereError("FastAPI is not installed; it comes with the extra dev")
    ours, seeds = folder / "ours", folder / "seeds"
    with (
        _serving("benchmarks.our_server", ours) as (our_port, our_process),
        _serving("benchmarks.seed_way", seeds) as (seeds_port, seeds_process),
    ):
        token = (ours / "first-token").read_text().strip()
        yield (
            Server(port=our_port, token=token, process=our_process),
            Server(port=seeds_port, token="", process=seeds_process),
        )


@contextmanager
def _serving(module: str, folder: Path) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    words = folder / "server.log"
    with (
        words.open("wb") as log,
        subprocess.Popen(  # noqa: S603 - our own module by our own interpreter
            [sys.executable, "-m", module, str(folder), str(port)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=_ROOT,
            text=True,
        ) as process,
    ):
        try:
            _wait_until_it_answers(process, port, words)
            yield port, process
        finally:
            process.terminate()
            try:
                process.wait(timeout=25)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_until_it_answers(process: subprocess.Popen[str], port: int, words: Path) -> None:
    until = time.monotonic() + _START_S
    while process.poll() is None and time.monotonic() < until:
        try:
            # Any answer will do, also that nothing is there.
            httpx.get(f"http://127.0.0.1:{port}/livez", timeout=5, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise WrongResultError(f"the server did not start: {words.read_text(errors='replace')[-2000:]}")
