"""Each import contract was seen to fail: a planted violation breaks just that one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

#: Contract, the file the violation is planted in, and the violation.
PLANTED = [
    ("Imports point inwards", "shared_kernel/money.py", "import temu_core.order"),
    ("Imports point inwards", "temu_core/rules/vat.py", "import job_core.run"),
    (
        "The cores do no I/O and know no framework",
        "temu_core/rules/totals.py",
        "import httpx",
    ),
    ("The cores do no I/O and know no framework", "job_core/run.py", "import time"),
    ("Inside the core of selling", "temu_core/rules/vat.py", "import temu_core.ports.alerts"),
    ("Inside the core of selling", "temu_core/newcomer.py", '"""A file without a place."""'),
    ("Inside the core of running work", "job_core/run.py", "import job_core.live_run"),
    (
        "Adapters do not know one another",
        "adapters/jtl_xml/renderer.py",
        "import adapters.jtl_sql.tables",
    ),
    (
        "The foundations know no adapter",
        "adapters/sql/engine.py",
        "import adapters.own_database.fence",
    ),
    (
        "Only the composition root chooses adapters",
        "entrypoints/cli/person.py",
        "import adapters.clock",
    ),
    (
        "Only the composition root chooses adapters",
        "entrypoints/cli/simulate.py",
        "import adapters.memory.store",
    ),
    (
        "The simulator knows the cores and the twins in memory",
        "simulation/world.py",
        "import adapters.own_database.fence",
    ),
    ("Imports point inwards", "simulation/day.py", "import entrypoints.jobs"),
    ("Imports point inwards", "adapters/memory/erp.py", "import simulation.dice"),
    (
        "Only its command and the composition root know the simulator",
        "entrypoints/cli/demo.py",
        "import simulation.day",
    ),
    ("The sandbox knows nothing of us", "sandbox/clock.py", "import simulation.dice"),
    ("Nobody imports the sandbox", "simulation/world.py", "import sandbox.clock"),
    ("The sandbox knows nothing of us", "sandbox/clock.py", "import shared_kernel.money"),
    ("Nobody imports the sandbox", "entrypoints/demo/day.py", "import sandbox.clock"),
]


@pytest.mark.parametrize(("contract", "file", "violation"), PLANTED)
def test_a_planted_violation_breaks_its_contract(
    tmp_path: Path, contract: str, file: str, violation: str
) -> None:
    """
    A contract that cannot fail protects nothing.
    """
    source = _copied(tmp_path)
    target = source / file
    before = target.read_text() if target.exists() else ""
    target.write_text(f"{before}\n{violation}\n")

    report = _lint(tmp_path)

    assert f"{contract} BROKEN" in report


def test_without_a_violation_every_contract_is_kept(tmp_path: Path) -> None:
    """
    The copy itself breaks nothing.
    """
    _copied(tmp_path)

    report = _lint(tmp_path)

    assert "0 broken" in report


def _copied(folder: Path) -> Path:
    source = folder / "src"
    shutil.copytree(
        ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return source


def _lint(folder: Path) -> str:
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", lint, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    return done.stdout + done.stderr
