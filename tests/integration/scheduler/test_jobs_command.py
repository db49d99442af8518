"""temu-jtl jobs, as typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from entrypoints.cli.main import run


class Terminal:
    """
    Types commands about one demonstration shop and reads their documents.
    """

    def __init__(self, data: Path, output: pytest.CaptureFixture[str]) -> None:
        self._where = ["--demo", "--data", str(data), "--json"]
        self._output = output
        self.said = ""

    def type(self, *words: str) -> tuple[int, Any]:
        try:
            code: Any = run([*words, *self._where])
        except SystemExit as end:
            code = end.code
        written = self._output.readouterr()
        self.said = written.err
        return code, json.loads(written.out) if written.out else None


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """
    A terminal before a new demonstration.
    """
    return Terminal(tmp_path / "demo", capsys)


def test_jobs_are_run_queued_cancelled_and_repeated(terminal: Terminal) -> None:
    ran, answer = terminal.type("jobs", "run", "temu_inventory_sync", "mode=quick", "dry_run=yes")
    queued = terminal.type("jobs", "run", "temu_orders_sync", "days_back=7", "--queue")[1]
    cancelled = terminal.type("jobs", "cancel", queued["run_id"])[1]
    repeated = terminal.type("jobs", "retry", queued["run_id"], "--queue")[1]
    listed = terminal.type("jobs", "runs", "temu_orders_sync")[1]

    assert ran == 3, "the demonstration holds orders"
    assert answer["run"]["state"] == "success"
    assert answer["run"]["parameters"] == {"mode": "quick", "dry_run": True}
    assert queued["requested_by"].startswith("cli:")
    assert (cancelled["state"], cancelled["error_code"]) == ("cancelled", "cancelled")
    assert repeated["parameters"] == queued["parameters"]
    assert [one["run_id"] for one in listed] == [repeated["run_id"], queued["run_id"]]


def test_schedules_are_paused_resumed_and_changed(terminal: Terminal) -> None:
    listed = terminal.type("jobs", "list")[1]
    paused = terminal.type("jobs", "pause", "temu_orders_sync", "--name", "full")[1]
    kept = terminal.type("jobs", "list")[1]
    resumed = terminal.type("jobs", "resume", "temu_orders_sync")[1]
    words = ("jobs", "reschedule", "temu_inventory_sync", "full", "--cron", "30 2 * * 1-5")
    looked_at = terminal.type(*words, "--dry-run")[1]
    untouched = terminal.type("jobs", "list")[1]
    changed = terminal.type(*words)[1]

    assert [(one["name"], len(one["next_times"])) for one in listed] == [
        ("full", 5),
        ("quick", 5),
        ("full", 5),
        ("tracking", 5),
        ("daily", 5),
    ]
    assert [one["paused"] for one in paused] == [True]
    assert sum(one["paused"] for one in kept) == 1
    assert not any(one["paused"] for one in resumed)
    assert changed[0]["due"] == looked_at[0]["due"] == "30 2 * * 1-5"
    assert "30 2 * * 1-5" not in {one["due"] for one in untouched}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "cleaning"], "there is no job"),
        (["run", "temu_orders_sync", "days_back=91"], "from 1 to 90"),
        (["run", "temu_orders_sync", "quickly"], "name=value"),
        (["cancel", "nobody"], "there is no run"),
        (["reschedule", "temu_orders_sync", "full"], "--cron or --every"),
        (["reschedule", "temu_orders_sync", "full", "--cron", "61 * * * *"], "cron"),
        (["pause", "temu_orders_sync", "--name", "hourly"], "no schedule"),
    ],
)
def test_a_wrong_wish_is_one_sentence(terminal: Terminal, words: list[str], said: str) -> None:
    code, answer = terminal.type("jobs", *words)

    assert (code, answer) == (2, None)
    assert said.casefold() in terminal.said.casefold()
