"""
A wire that takes its time: ``python -m benchmarks.slow_wire HOST PORT MS``.

Forwards a port of its own to HOST:PORT; every byte arrives half of MS late in either
direction, so that a round trip takes MS longer.  Nothing is throttled: bytes that are
under way together arrive together.  A process of its own, so that it does not take turns
with the work that is measured.
"""

import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_CHUNK = 1 << 16
#: Bytes under way in one direction at most, as chunks.
_MOST_UNDER_WAY = 1024


@contextmanager
def slow_wire(host: str, port: int, round_trip_ms: float) -> Iterator[int]:
    """
    Serve the slow way to *host* until the block ends; gives the port to connect to.
    """
    command = [sys.executable, "-m", "benchmarks.slow_wire", host, str(port), str(round_trip_ms)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT, text=True) as process:  # noqa: S603 - our own module by our own interpreter
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def _forward(source: socket.socket, target: socket.socket, late_s: float) -> None:
    under_way: queue.Queue[tuple[float, bytes]] = queue.Queue(_MOST_UNDER_WAY)
    threading.Thread(target=_arrive, args=(under_way, target), daemon=True).start()
    chunk = b"-"
    while chunk:
        try:
            chunk = source.recv(_CHUNK)
        except OSError:
            chunk = b""
        under_way.put((time.perf_counter() + late_s, chunk))


def _arrive(under_way: queue.Queue[tuple[float, bytes]], target: socket.socket) -> None:
    while True:
        due, chunk = under_way.get()
        if (left := due - time.perf_counter()) > 0:
            time.sleep(left)
        try:
            if not chunk:
                target.shutdown(socket.SHUT_WR)
                return
            target.sendall(chunk)
        except OSError:
            return


def _main(host: str, port: int, round_trip_ms: float) -> None:
    late_s = round_trip_ms / 2000
    with socket.create_server(("127.0.0.1", 0)) as here:
        print(here.getsockname()[1], flush=True)
        while True:
            near, _ = here.accept()
            far = socket.create_connection((host, port))
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for pair in ((near, far), (far, near)):
                threading.Thread(target=_forward, args=(*pair, late_s), daemon=True).start()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        _main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
