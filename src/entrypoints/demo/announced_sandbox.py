"""A sandbox that others may use while its owner lives."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import httpx

from entrypoints.demo.sandbox_process import Sandbox

_FILE = "running.json"
_LOOK_S = 3.0


@contextmanager
def announced(sandbox: Sandbox, folder: Path) -> Iterator[None]:
    """
    Let other commands on this folder find *sandbox* until the block ends.
    """
    file = folder / _FILE
    partial = file.with_suffix(".new")
    partial.unlink(missing_ok=True)
    # It holds what opens the sandbox, so it is its owner's alone, from the first byte on.
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
        json.dump(attrs.asdict(sandbox), new)
    partial.replace(file)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def found_sandbox(folder: Path) -> Sandbox | None:
    """
    Return the sandbox announced for this folder if it still answers.
    """
    try:
        sandbox = Sandbox(**json.loads((folder / _FILE).read_text()))
        answer = httpx.get(f"{sandbox.control}/place", timeout=_LOOK_S, trust_env=False)
        place = answer.raise_for_status().json()["data"]
    except (OSError, ValueError, TypeError, KeyError, httpx.HTTPError):
        # Its owner was killed, or somebody else has its port by now.
        return None
    return sandbox if Path(place) == folder else None
