"""The cores import attrs, the pure parts of the standard library and the shared kernel."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3] / "src"

PURE = {
    "abc",
    "collections",
    "datetime",
    "decimal",
    "enum",
    "functools",
    "hashlib",
    "itertools",
    "json",
    "math",
    "re",
    "types",
    "typing",
    "unicodedata",
    "zoneinfo",
}
ALLOWED = {
    "shared_kernel": PURE | {"attrs", "attr", "shared_kernel"},
    "temu_core": PURE | {"attrs", "attr", "shared_kernel", "temu_core"},
    "job_core": PURE | {"attrs", "attr", "shared_kernel", "job_core"},
}


@pytest.mark.parametrize("core", sorted(ALLOWED))
def test_a_core_imports_nothing_else(core: str) -> None:
    """
    An allow-list: what nobody thought of is refused too.
    """
    foreign = {
        f"{file.relative_to(SOURCE)}: {name}"
        for file in (SOURCE / core).rglob("*.py")
        for name in _imported(file)
        if name.split(".")[0] not in ALLOWED[core]
    }

    assert foreign == set()


def _imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names
