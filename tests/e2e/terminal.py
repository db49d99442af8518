"""The program as it is installed, and the same without the time a start takes."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import attrs

from entrypoints.cli.main import run

#: What the installed command does.
_PROGRAM = "import sys; from entrypoints.cli.main import main; sys.exit(main())"
_MOST_S = 100


@attrs.frozen(kw_only=True)
class Answer:
    """
    What a process answered.
    """

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """
        The one JSON document on standard output.
        """
        return json.loads(self.out)


def temu_jtl(*words: str, folder: Path) -> Answer:
    """
    Run a command line in *folder*, without settings of this machine.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("TEMU_JTL_")}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        check=False,
        capture_output=True,
        cwd=folder,
        env=env | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        timeout=_MOST_S,
        encoding="utf-8",
    )
    return Answer(code=done.returncode, out=done.stdout, err=done.stderr)


def typed(*words: str) -> Answer:
    """
    Run a command line in this process.
    """
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(words)
    return Answer(code=code, out=out.getvalue(), err=err.getvalue())
