"""``temu-jtl serve`` as a process of its own, for a browser to visit."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, Final

import attrs
import httpx
import pytest

from job_core.access import Role

ROOT: Final = Path(__file__).parents[3]
PROGRAM: Final = (sys.executable, "-c", "from entrypoints.cli.main import main; main()")
_STARTED_WITHIN_S: Final = 60
_STOPPED_WITHIN_S: Final = 25
#: Every call of this module is answered by then, a run waited for included.
_ANSWER_S: Final = 90


def free_port() -> int:
    """
    Return a port nobody listens on.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@attrs.define(kw_only=True)
class ServerProcess:
    """
    A server over the data in a folder; may be stopped and started again.
    """

    folder: Path
    #: Where its settings are.
    options: Sequence[str]
    port: int = attrs.field(factory=free_port)
    _process: "subprocess.Popen[str] | None" = attrs.field(default=None, init=False)
    _tokens: dict[Role, str] = attrs.field(factory=dict, init=False, repr=False)

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
        return (self.folder / "data/first-token").read_text(encoding="utf-8").strip()

    def token_for(self, role: Role) -> str:
        """
        Return a token of *role*.
        """
        if role is Role.OPERATOR:
            return self.token
        if role not in self._tokens:
            asked = {"name": f"the {role.value}", "role": role.value}
            self._tokens[role] = str(self.post("/api/tokens", asked)["secret"])
        return self._tokens[role]

    def start(self) -> None:
        """
        Start it and wait until it answers; runs happen only when they are asked for.
        """
        words = ["serve", *self.options, "--port", str(self.port), "--no-scheduler"]
        self._process = subprocess.Popen(
            [*PROGRAM, *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=environment(),
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

    def get(self, path: str) -> Any:
        """
        Read as the operator.
        """
        return self._ask("GET", path)

    def post(self, path: str, body: Any = None) -> Any:
        """
        Change something as the operator.
        """
        return self._ask("POST", path, json={} if body is None else body)

    def run(self, job: str) -> str:
        """
        Run a job to its end; return the run's id.
        """
        return str(self.post(f"/api/jobs/{job}/run-now?wait=60")["run_id"])

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


@contextmanager
def demo_server(folder: Path) -> Iterator[ServerProcess]:
    """
    Serve a fake shop.
    """
    with _running(ServerProcess(folder=folder, options=("--demo", "--data", "data"))) as server:
        yield server


@contextmanager
def settled_server(folder: Path, settings: str, port: int) -> Iterator[ServerProcess]:
    """
    Serve a shop with a settings file, as a merchant does; the outside is a sandbox.

    Args:
        settings: The file's text, with the sandbox's words in braces.
    """
    command = [sys.executable, "-m", "sandbox", "--data", str(folder / "outside")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as outside:
        try:
            assert outside.stdout is not None
            file = folder / "temu-jtl.toml"
            told = json.loads(outside.stdout.readline())
            file.write_text(settings.format(**told), encoding="utf-8")
            options = ("--settings", str(file))
            upgrade = [*PROGRAM, "db", "upgrade", *options]
            subprocess.run(upgrade, check=True, env=environment(), stdout=subprocess.DEVNULL)
            with _running(ServerProcess(folder=folder, options=options, port=port)) as server:
                yield server
        finally:
            outside.terminate()


@contextmanager
def _running(server: ServerProcess) -> Iterator[ServerProcess]:
    server.start()
    try:
        yield server
    finally:
        server.stop()


def environment() -> Mapping[str, str]:
    """
    Return our environment without settings of ours.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("TEMU_JTL_")}
    return env | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path]),
        "PYTHONUTF8": "1",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
