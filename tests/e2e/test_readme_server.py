"""The README's talk with the server, word by word, against what ``make serve`` runs."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic
from typing import Any

import attrs
import httpx
import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-c", "from entrypoints.cli.main import main; main()")
USUAL_PORT = "8787"
STARTED_WITHIN_S = 60
HEARD_WITHIN_S = 30
STOPPED_WITHIN_S = 20


def _environment() -> Mapping[str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("TEMU_JTL_")}
    return env | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path]),
        "PYTHONUTF8": "1",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }


def _words_of_make_serve() -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(r"^serve:.*\n\t@\$\(BIN\)/temu-jtl (.+)$", makefile, re.MULTILINE)
    assert found is not None
    return shlex.split(found[1])


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _documents(text: str) -> list[Any]:
    """
    Return JSON documents that stand one behind the other.
    """
    decoder, found, rest = json.JSONDecoder(), [], text.strip()
    while rest:
        document, end = decoder.raw_decode(rest)
        found.append(document)
        rest = rest[end:].lstrip()
    return found


@attrs.frozen
class Served:
    """
    What ``make serve`` starts, on another port, in a folder of its own.
    """

    folder: Path
    port: int
    process: "subprocess.Popen[str]"

    def example(self, name: str) -> str:
        """
        Return the README's example for this server.
        """
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        found = re.findall(rf"<!-- example: {name} -->\n```\w*\n(.*?)```", readme, re.DOTALL)
        assert len(found) == 1, f"the README has {len(found)} examples {name}"
        assert USUAL_PORT in found[0]
        return str(found[0]).replace(USUAL_PORT, str(self.port))

    def run(self, *command: str) -> str:
        """
        Return what an example that ends by itself printed.
        """
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            cwd=self.folder,
            env=_environment(),
            timeout=90,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def stop(self) -> str:
        """
        Ask it to end and return what it said.
        """
        self.process.send_signal(signal.SIGTERM)
        said, _ = self.process.communicate(timeout=STOPPED_WITHIN_S)
        return said


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    port = _free_port()
    process = subprocess.Popen(
        [*PROGRAM, *_words_of_make_serve(), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=tmp_path,
        env=_environment(),
        encoding="utf-8",
    )
    try:
        _wait_for(process, f"http://127.0.0.1:{port}/livez")
        yield Served(tmp_path, port, process)
    finally:
        process.kill()
        # Also closes its pipe.
        process.communicate()


def _wait_for(process: "subprocess.Popen[str]", url: str) -> None:
    until = monotonic() + STARTED_WITHIN_S
    while monotonic() < until and process.poll() is None:
        try:
            httpx.get(url, trust_env=False).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    process.kill()
    pytest.fail(f"the server did not start: {process.communicate()[0]}")


def _need_curl() -> None:
    if shutil.which("curl") is None:
        if os.environ.get("CI"):
            pytest.fail("curl is not on PATH")
        pytest.skip("curl is not on PATH")


def test_the_curl_example_looks_runs_a_job_and_sees_its_end(served: Served) -> None:
    _need_curl()

    printed = served.run("sh", "-e", "-c", served.example("curl"))
    alive, jobs, run = _documents(printed)

    assert alive == {"status": "ok"}
    assert [job["id"] for job in jobs["items"]] == [
        "temu_orders_sync",
        "temu_inventory_sync",
        "temu_reconciliation",
    ]
    assert run["job"] == "temu_orders_sync"
    assert run["requested_by"] == "rest:first"
    assert run["state"] == "success"
    assert [step["number"] for step in run["steps"]] == [1, 2, 3, 4, 5]


def test_the_websocket_example_hears_a_run_and_the_server_stops_in_time(served: Served) -> None:
    """
    The listener is told that the server stops, and ends well too.
    """
    token = (served.folder / "demo-data" / "first-token").read_text().strip()
    listener = subprocess.Popen(
        [sys.executable, "-c", served.example("websocket")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=served.folder,
        env=_environment(),
        encoding="utf-8",
    )
    impatience = threading.Timer(HEARD_WITHIN_S, listener.kill)
    impatience.start()
    try:
        asked = httpx.post(
            f"http://127.0.0.1:{served.port}/api/jobs/temu_orders_sync/run-now",
            headers={"authorization": f"Bearer {token}"},
            json={"queue_behind": True},
            trust_env=False,
            timeout=30,
        )
        assert listener.stdout is not None
        heard = listener.stdout.readline()
        begun = monotonic()
        said = served.stop()
        took = monotonic() - begun
        _, complaints = listener.communicate(timeout=HEARD_WITHIN_S)
    finally:
        impatience.cancel()
        listener.kill()
        listener.communicate()

    assert asked.status_code == 202, asked.text
    assert re.match(r"\d+ (debug|info|warning|error) \S", heard), complaints
    assert (listener.returncode, complaints) == (0, "")
    assert served.process.returncode == 0, said
    assert said.rstrip().endswith("stopped")
    assert took < STOPPED_WITHIN_S
    assert token not in said
