"""``temu-jtl serve --demo`` as a process of its own, for a browser to visit."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any

import attrs
import httpx
import pytest

ROOT = Path(__file__).parents[3]
_PROGRAM = (sys.executable, "-c", "from entrypoints.cli.main import main; main()")
_STARTED_WITHIN_S = 60
_STOPPED_WITHIN_S = 25
#: Every call of this module is answered by then, a run waited for included.
_ANSWER_S = 90


def free_port() -> int:
    """
    Return a port nobody listens on.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@attrs.define
class DemoServer:
    """
    A server over a fake shop in a folder; may be stopped and started again.
    """

    folder: Path
    port: int = attrs.field(factory=free_port)
    #: Also keep time; without, runs happen only when they are asked for.
    scheduler: bool = False
    _process: "subprocess.Popen[str] | None" = attrs.field(default=None, init=False)

    @property
    def url(self) -> str:
        """
        Where it is.
        """
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        """
        The first token, an operator's.
        """
        return (self.data / "first-token").read_text(encoding="utf-8").strip()

    @property
    def data(self) -> Path:
        """
        Its data folder.
        """
        return self.folder / "data"

    def start(self) -> None:
        """
        Start it and wait until it answers.
        """
        words = ["serve", "--demo", "--data", str(self.data), "--port", str(self.port)]
        self._process = subprocess.Popen(
            [*_PROGRAM, *words, *([] if self.scheduler else ["--no-scheduler"])],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=_environment(),
            encoding="utf-8",
        )
        until = monotonic() + _STARTED_WITHIN_S
        while monotonic() < until and self._process.poll() is None:
            try:
                httpx.get(f"{self.url}/livez", trust_env=False).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        pytest.fail("the server did not start")

    def stop(self) -> None:
        """
        Ask it to end and wait for that.  Idempotent.
        """
        if self._process is None:
            return
        process, self._process = self._process, None
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=_STOPPED_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def get(self, path: str, **query: Any) -> Any:
        """
        Read as the operator.
        """
        return self._ask("GET", path, params=query)

    def post(self, path: str, body: Any = None, **query: Any) -> Any:
        """
        Change something as the operator.
        """
        return self._ask("POST", path, params=query, json={} if body is None else body)

    def run(self, job: str, **parameters: Any) -> str:
        """
        Run a job to its end; return the run's id.
        """
        run = self.post(f"/api/jobs/{job}/run-now", {"parameters": parameters}, wait=60)
        return str(run["run_id"])

    def token_for(self, role: str) -> str:
        """
        Return a new token of *role*.
        """
        name = f"{role} {time.monotonic_ns()}"
        return str(self.post("/api/tokens", {"name": name, "role": role})["secret"])

    def _ask(self, method: str, path: str, **options: Any) -> Any:
        answer = httpx.request(
            method,
            self.url + path,
            headers={"authorization": f"Bearer {self.token}"},
            timeout=_ANSWER_S,
            trust_env=False,
            **options,
        )
        assert answer.is_success, answer.text
        return answer.json()


def _environment() -> Mapping[str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("TEMU_JTL_")}
    return env | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path]),
        "PYTHONUTF8": "1",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
