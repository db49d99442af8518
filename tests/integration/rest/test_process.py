"""``temu-jtl serve`` as a process: its first start, its answers, its end."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import attrs
import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/cmdline").exists(), reason="looks at processes as Linux shows them"
)

COMMAND = (sys.executable, "-c", "from entrypoints.cli.main import main; main()")


@attrs.frozen
class Process:
    """
    A running server.
    """

    popen: "subprocess.Popen[str]"
    url: str
    data: Path

    def token(self) -> str:
        """
        Return the first token from its file.
        """
        return (self.data / "first-token").read_text().strip()

    def get(self, path: str) -> httpx.Response:
        """
        Ask with the first token.
        """
        headers = {"authorization": f"Bearer {self.token()}"}
        return httpx.get(self.url + path, headers=headers, trust_env=False, timeout=30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _start(data: Path, *options: str) -> Process:
    port = _free_port()
    words = ["serve", "--demo", "--data", str(data), "--port", str(port), *options]
    popen = subprocess.Popen(
        [*COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    process = Process(popen, f"http://127.0.0.1:{port}", data)
    until = monotonic() + 60
    while monotonic() < until and popen.poll() is None:
        try:
            httpx.get(f"{process.url}/livez", trust_env=False).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return process
    popen.kill()
    pytest.fail(f"the server did not start: {popen.communicate()[0]}")


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    process = _start(tmp_path / "demo")
    yield process
    process.popen.kill()
    # Also closes its pipe.
    process.popen.communicate()


def test_it_serves_works_and_ends_when_asked(process: Process) -> None:
    """
    The first token is in its file and nowhere else; SIGTERM ends everything in time.
    """
    file = process.data / "first-token"
    health = process.get("/api/health")
    run = httpx.post(
        f"{process.url}/api/jobs/temu_inventory_sync/run-now?wait=60",
        headers={"authorization": f"Bearer {process.token()}"},
        json={"queue_behind": True},
        trust_env=False,
        timeout=70,
    )
    token = process.token()
    begun = monotonic()
    process.popen.send_signal(signal.SIGTERM)
    said, _ = process.popen.communicate(timeout=20)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (health.status_code, health.json()["demo"]) == (200, True)
    assert (run.status_code, run.json()["state"]) == (202, "success")
    assert process.popen.returncode == 0
    assert monotonic() - begun < 20
    assert "DEMO – serving on" in said
    assert said.rstrip().endswith("stopped")
    assert token not in said


def _ended(pid: int) -> bool:
    """
    Tell whether a process is gone, or is only waited for by nobody.
    """
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _sandboxes(folder: Path) -> list[int]:
    """
    Return the processes that play the outside world of *folder*.
    """
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"sandbox" in words and str(folder / "outside").encode() in words:
            found.append(int(entry.name))
    return found


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asking_again_to_stop_cuts_nothing_off(process: Process, number: signal.Signals) -> None:
    """
    A person who asks three times gets the same orderly end, and no sandbox is left behind.
    """
    sandboxes = _sandboxes(process.data)
    for _ in range(3):
        process.popen.send_signal(number)
        time.sleep(0.2)
    said, _ = process.popen.communicate(timeout=20)

    assert len(sandboxes) == 1
    assert (process.popen.returncode, said.rstrip().endswith("stopped")) == (0, True)
    assert not _sandboxes(process.data)


@needs_proc
def test_a_killed_server_takes_its_sandbox_along(process: Process) -> None:
    (sandbox,) = _sandboxes(process.data)

    process.popen.kill()
    until = monotonic() + 15
    while monotonic() < until and not _ended(sandbox):
        time.sleep(0.05)

    assert _ended(sandbox)


@needs_proc
def test_commands_beside_a_server_use_its_sandbox(process: Process) -> None:
    def type_in(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*COMMAND, *words, "--data", str(process.data)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    before = _sandboxes(process.data)
    listed = type_in("map", "carriers", "--demo", "--json")
    played = type_in("demo")
    after = _sandboxes(process.data)

    assert (listed.returncode, played.returncode) == (0, 2), listed.stderr
    assert "A server uses the demonstration" in played.stderr
    assert before == after
    assert process.get("/api/overview").json()["demo"]


def test_the_live_log_opens_for_our_own_pages_only(process: Process) -> None:
    """
    Refused before the WebSocket is accepted: foreign pages, foreign names of us, and strangers.
    """
    port = int(process.url.rpartition(":")[2])
    known = {"Authorization": f"Bearer {process.token()}"}

    def knock(origin: str | None, headers: dict[str, str], host: str = "127.0.0.1") -> int:
        try:
            with (
                socket.create_connection(("127.0.0.1", port)) as wire,
                connect(
                    f"ws://{host}:{port}/ws/logs",
                    sock=wire,
                    origin=Origin(origin) if origin else None,
                    additional_headers=headers,
                    proxy=None,
                ),
            ):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    assert knock(process.url, known) == 101
    assert knock("https://evil.example", known) == 403
    assert knock(None, known) == 403
    assert knock(process.url, {}) == 403
    # A name that is pointed at us, asked by its own page and by ours.
    assert knock(f"http://evil.example:{port}", known, host="evil.example") == 403
    assert knock(process.url, known, host="evil.example") == 403


def test_a_taken_port_is_said_in_a_sentence(process: Process, tmp_path: Path) -> None:
    port = process.url.rpartition(":")[2]

    second = subprocess.run(
        [*COMMAND, "serve", "--demo", "--data", str(tmp_path / "other"), "--port", port],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert second.returncode == 2
    assert f"Cannot listen on 127.0.0.1 port {port}" in second.stderr
    assert "Traceback" not in second.stderr
