"""The report on what is held of buyers names what programs were answered, too."""

from datetime import timedelta
from pathlib import Path

from tests.unit.entrypoints.cli.shell import Shell, a_settings_file

from entrypoints.open_shop import open_shop
from entrypoints.settings.load import load_settings
from job_core.ports.answered_requests import Answered

ANSWER = Answered(request_hash="a" * 64, status=202, body='{"run": "r-1"}')


def test_answers_to_programs_are_counted_by_why_they_are_held(shell: Shell, tmp_path: Path) -> None:
    settings = a_settings_file(tmp_path)
    shell.type("db", "upgrade", "--settings", settings)
    with open_shop(load_settings(Path(settings), {}), None) as shop:
        answers, now = shop.adapters.answered_requests(), shop.adapters.clock().now()
        for hours in (1, 2, 23, 25):
            answers.keep("till", f"key {hours}", ANSWER, now - timedelta(hours=hours))

    said = shell.type("privacy", "report", "--settings", settings)
    view = shell.type("privacy", "report", "--json", "--settings", settings).document

    assert [(i["kind"], i["why"], i["count"]) for i in view["items"]] == [
        ("answered_requests", "within_days", 3),
        ("answered_requests", "due", 1),
    ]
    assert view["items"][0]["oldest"] > view["items"][1]["oldest"]
    assert view["answered_requests_days"] == 1
    assert "repeated to a program that asks again" in said.out
    assert "the scheduler or db maintain erases it" in said.out
    assert "order sync" not in said.out
