"""
The sandbox as a process: one line when ready, alive again after a kill.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

NUMBER = "PO-076-00000000000000101"


@contextmanager
def _process(data: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    command = [sys.executable, "-m", "sandbox", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def test_a_killed_sandbox_remembers_what_it_answered(tmp_path: Path) -> None:
    with _process(tmp_path) as (_, ready):
        httpx.post(f"{ready['control']}/temu/orders/{NUMBER}", json={"cancel": True}, timeout=5)

    with _process(tmp_path) as (_, ready):
        order = httpx.get(f"{ready['control']}/temu/orders/{NUMBER}", timeout=5).json()

    assert order["status"] == 3
    assert ready["app_key"] == "demo-key"
    assert ready["access_token"] == "demo-token"
    assert Path(ready["outbox"]).is_dir()
    assert Path(ready["jtl"].removeprefix("sqlite:///")).is_file()
