"""A real shop's first days from a settings file: nothing is written before a person agreed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.e2e.terminal import Answer, typed

SETTINGS = """
data = "store"
[erp]
url = "{jtl}"
warehouses = [1, 2]
[shops.north.temu]
base_url = "{temu}"
app_key = "{app_key}"
app_secret = "{app_secret}"
access_token = "{access_token}"
[shops.north.orders]
delivery = "inbox"
"""


@contextmanager
def _sandbox(data: Path) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "sandbox", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[dict[str, Any]]:
    with _sandbox(tmp_path / "outside") as told:
        (tmp_path / "temu-jtl.toml").write_text(SETTINGS.format(**told), encoding="utf-8")
        yield told


def _typed(folder: Path, *words: str) -> Answer:
    return typed(*words, "--settings", str(folder / "temu-jtl.toml"))


def _writes(outside: dict[str, Any]) -> int:
    books: dict[str, Any] = httpx.get(f"{outside['control']}/books", timeout=30).json()
    documents: dict[str, int] = books["jtl"]["documents"]
    return int(books["temu"]["writes"]) + sum(documents.values())


def test_the_first_plan_is_shown_approved_once_and_then_written(
    outside: dict[str, Any], tmp_path: Path
) -> None:
    assert _typed(tmp_path, "db", "upgrade").code == 0
    doctor = _typed(tmp_path, "doctor", "--json")
    assert doctor.code == 0, doctor.out

    first = _typed(tmp_path, "sync", "orders", "--json")
    waiting = _typed(tmp_path, "plans", "list", "--json").document

    assert first.code == 3
    assert _writes(outside) == 0
    assert [plan["kind"] for plan in waiting] == ["export"]
    assert waiting[0]["writes"]

    shown = _typed(tmp_path, "plans", "show", str(waiting[0]["id"]))
    assert waiting[0]["writes"][0]["subject"] in shown.out
    assert _typed(tmp_path, "plans", "approve", str(waiting[0]["id"])).code == 0
    second = _typed(tmp_path, "sync", "orders", "--json")

    assert second.document["run"]["state"] == "success"
    inbox = _typed(tmp_path, "status", "--json").document
    assert inbox["writes"]["state"] == "on"
    assert inbox["orders_by_state"]["exported"] == len(waiting[0]["writes"])


def test_a_dry_run_shows_the_plan_and_writes_nothing(
    outside: dict[str, Any], tmp_path: Path
) -> None:
    assert _typed(tmp_path, "db", "upgrade").code == 0

    dry = _typed(tmp_path, "sync", "inventory", "--dry-run", "--json")

    # 3: some of the newest orders are held, whatever became of the stock.
    assert dry.code == 3, dry.err
    assert dry.document["plans"][0]["kind"] == "stock"
    assert dry.document["plans"][0]["writes"]
    assert _typed(tmp_path, "plans", "list", "--json").document == []
    assert _writes(outside) == 0


def test_an_outside_that_went_away_is_said_in_one_sentence(tmp_path: Path) -> None:
    with _sandbox(tmp_path / "outside") as told:
        (tmp_path / "temu-jtl.toml").write_text(SETTINGS.format(**told), encoding="utf-8")
        assert _typed(tmp_path, "db", "upgrade").code == 0

    sync = _typed(tmp_path, "sync", "orders")

    assert sync.code == 1
    assert "Temu cannot be reached" in sync.out
    assert "Traceback" not in sync.err


def test_orders_of_an_exported_file_are_taken_by_one_command(
    outside: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "order_export.csv"
    file.write_bytes(httpx.get(f"{outside['control']}/temu/order_export.csv?lang=en").content)
    assert _typed(tmp_path, "db", "upgrade").code == 0

    taken = _typed(tmp_path, "sync", "orders", "--csv", str(file), "--json")
    mixed = _typed(tmp_path, "sync", "orders", "--csv", str(file), "--days-back", "3")
    gone = _typed(tmp_path, "sync", "orders", "--csv", str(tmp_path / "gone.csv"))

    assert taken.document["run"]["state"] == "success", taken.err
    steps = taken.document["run"]["steps"]
    assert steps[0]["counts"]["listed"] > 40
    assert (mixed.code, gone.code) == (2, 2)
    assert "leave --mode, --days-back" in mixed.err.replace("\n", " ")
    assert file.exists()
