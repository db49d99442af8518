"""The sandbox as a process of its own, steered over HTTP."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import httpx

from shared_kernel.errors import UnavailableError

_START_S = 60


@attrs.frozen(kw_only=True)
class Sandbox:
    """
    A running sandbox: where it is, how to enter it, how to move its clock.
    """

    temu: str
    control: str
    jtl: str
    app_key: str
    app_secret: str = attrs.field(repr=False)
    access_token: str = attrs.field(repr=False)
    region_id: int

    def now(self) -> datetime:
        """
        Return the time in the sandbox.
        """
        return _moment(self._get("clock"))

    def advance(self, span: timedelta) -> datetime:
        """
        Let *span* pass in the sandbox, with everything that happens in it; return its time.
        """
        return _moment(self._post("clock", {"advance_s": int(span.total_seconds())}))

    def books(self) -> dict[str, Any]:
        """
        Return what the sandbox's marketplace and ERP know: the truth from outside.
        """
        return self._get("books")

    def _get(self, path: str) -> dict[str, Any]:
        return self._ask("GET", path, None, timeout_s=60)

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._ask("POST", path, body, timeout_s=600)

    def _ask(
        self, method: str, path: str, body: dict[str, Any] | None, *, timeout_s: float
    ) -> dict[str, Any]:
        try:
            answer = httpx.request(
                method, f"{self.control}/{path}", json=body, timeout=timeout_s, trust_env=False
            )
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise UnavailableError(
                f"the sandbox did not answer ({type(error).__name__}); its last words are in "
                "outside/sandbox.log of the demonstration's folder"
            ) from error
        return dict(answer.json())


@contextmanager
def run_sandbox(
    folder: Path, scenario: str, outbox: Path, *, work_every_s: float = 0, jtl_url: str = ""
) -> Iterator[Sandbox]:
    """
    Start the sandbox in *folder* (its state survives there) and stop it at the end.

    Args:
        work_every_s: Let its ERP work every so many seconds; 0: only when time is moved.
        jtl_url: Of a SQL Server's database for its ERP, instead of a file.

    Raises:
        UnavailableError: It did not start; carries its last words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "sandbox.log"
    with log.open("ab") as words:
        process = subprocess.Popen(  # noqa: S603 - our own module by our own interpreter
            [
                *(sys.executable, "-m", "sandbox", "--data", str(folder)),
                *("--scenario", scenario, "--outbox", str(outbox)),
                *("--work-every", str(work_every_s)),
                "--end-with-input",
            ],
            stdout=subprocess.PIPE,
            stderr=words,
            # Closed by the system when we die, however that comes about.
            stdin=subprocess.PIPE,
            # Ctrl+C means us: our last run still needs its other side.
            start_new_session=True,
            # Not among the arguments: everybody on the machine can read those.
            env={**os.environ, "SANDBOX_JTL_URL": jtl_url},
        )
    try:
        yield _announced(process, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _announced(process: subprocess.Popen[bytes], log: Path) -> Sandbox:
    line = process.stdout.readline() if process.stdout is not None else b""
    if not line:
        last = log.read_text(errors="replace").strip().splitlines()[-3:]
        raise UnavailableError(f"the sandbox did not start: {' '.join(last) or log}")
    told = json.loads(line)
    names = {field.name for field in attrs.fields(Sandbox)}
    return Sandbox(**{name: told[name] for name in names})


def _moment(answer: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(str(answer["now"]))
