"""A worker and a server while Redis is restarted under them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import attrs
import pytest
import redis
from tests.contracts.job_examples import a_run
from tests.contracts.run_workers_contract import WorkBench
from tests.integration.queue.test_run_queue import a_queue
from tests.integration.queue.two_shops import until
from tests.unit.entrypoints.cli.shell import a_settings_file

from adapters.clock import SystemClock
from entrypoints.cli.main import run
from entrypoints.container.redis_clients import redis_client

pytestmark = pytest.mark.redis


@attrs.define
class OwnRedis:
    """
    A Redis of the test's own, which can be ended and started again.
    """

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """
        Start it, empty, and wait until it answers.
        """
        where = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        quiet = ["--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(["redis-server", *where, *quiet], stdout=subprocess.DEVNULL)
        until(self._answers)

    def end(self) -> None:
        """
        Kill it, with everything it knew.
        """
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)

    def _answers(self) -> bool:
        with suppress(redis.RedisError), redis_client(self.url) as client:
            return bool(client.ping())
        return False


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[OwnRedis]:
    """
    A running Redis; skips where the program is missing, under CI that is a failure.
    """
    if shutil.which("redis-server") is None:
        reason = "the program redis-server is missing"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = OwnRedis(tmp_path, port)
    own.start()
    yield own
    own.end()


def test_a_worker_goes_on_when_redis_is_back(own_redis: OwnRedis) -> None:
    warnings: list[str] = []
    with redis_client(own_redis.url) as client:
        bench = WorkBench(a_queue(client, "own", warnings), SystemClock())
        bench.begin()
        bench.queue.enqueue(a_run("before"))
        bench.done(1)
        own_redis.end()
        bench.queue.enqueue(a_run("lost"))
        bench.queue.enqueue(a_run("lost too"))
        own_redis.start()
        bench.queue.enqueue(a_run("after"))

        assert bench.done(2) == ["before", "after"]
        assert len(warnings) == 1
        bench.end()


def test_a_worker_can_be_stopped_while_redis_is_away(own_redis: OwnRedis) -> None:
    with redis_client(own_redis.url) as client:
        bench = WorkBench(a_queue(client, "own", []), SystemClock())
        bench.begin()
        bench.queue.enqueue(a_run("before"))
        bench.done(1)
        own_redis.end()
        begun = time.monotonic()
        ended = bench.queue.stop(5)

    assert ended
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_works_until_it_is_told_to_stop(
    own_redis: OwnRedis, tmp_path: Path, number: signal.Signals
) -> None:
    """
    The installed command over a shop of which nothing is asked.
    """
    file = a_settings_file(tmp_path)
    with Path(file).open("a") as settings:
        settings.write(f'[queue]\nbroker_url = "{own_redis.url}"\n')
    assert run(["db", "upgrade", "--settings", file]) == 0
    words = [sys.executable, "-m", "tests.integration.queue.command", "worker", "--threads", "3"]
    process = subprocess.Popen(
        [*words, "--settings", file], stderr=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    with redis_client(own_redis.url) as client:
        until(lambda: client.zcard("temu-jtl:workers") == 1)
        begun = time.monotonic()
        process.send_signal(number)
        code = process.wait(20)
        left = client.zcard("temu-jtl:workers")
    last = process.stderr.read()
    process.stderr.close()

    assert first == "working for north, 3 at a time\n"
    assert (code, left, last.strip().endswith("stopped")) == (0, 0, True)
    assert time.monotonic() - begun < 20
