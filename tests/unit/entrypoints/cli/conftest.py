"""A shell in an empty folder, without variables of this machine."""

import os
from pathlib import Path

import pytest
from tests.unit.entrypoints.cli.shell import Shell


@pytest.fixture
def shell(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Shell:
    for name in [name for name in os.environ if name.startswith("TEMU_JTL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return Shell(capsys)
