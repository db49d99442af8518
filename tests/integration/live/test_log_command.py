"""The run log on the command line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cyclopts import App
from tests.contracts.job_examples import a_line
from tests.unit.entrypoints.settings.written import a_file, loaded

from adapters.own_database.log_file import log_url
from adapters.own_database.run_log import SqlRunLog
from adapters.sql.engine import open_engine
from entrypoints.cli.log_cursor import LogCursor
from entrypoints.cli.logs import follow_lines, logs
from entrypoints.cli.output import Output
from entrypoints.container.database import upgrade_database
from entrypoints.open_shop import database_url
from job_core.ports.run_log import LogFilter
from job_core.run import LogLine
from shared_kernel.run_context import Level

SHOP = "temu-de"


def a_shops_line(text: str, **changes: Any) -> LogLine:
    """
    Return a line of the settings' only shop.
    """
    return a_line(text, shop=SHOP, **changes)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqlRunLog]:
    """
    The empty log of the shop in the settings.
    """
    url = database_url(loaded(tmp_path))
    upgrade_database(url)
    engine = open_engine(log_url(url))
    yield SqlRunLog(engine)
    engine.dispose()


@pytest.fixture
def told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[str]]:
    """
    Run the command and return the lines it prints to a pipe.
    """
    # Whoever starts the tests may have said how wide a terminal is; lines would be broken there.
    monkeypatch.delenv("COLUMNS", raising=False)
    app = App(name="temu-jtl", result_action="return_value")
    app.command(logs)

    def run(*words: str) -> list[str]:
        assert app(["logs", *words, "--settings", str(a_file(tmp_path))]) == 0
        return capsys.readouterr().out.splitlines()

    return run


def test_lines_are_printed_for_people(log: SqlRunLog, told: Callable[..., list[str]]) -> None:
    log.append([a_shops_line("Überverkauf", facts={"orders": 3})])

    (line,) = told()

    said = " ".join(line.split())
    assert said == "1 2026-03-02 12:00:00 warning orders run 1 step 1 Überverkauf (orders=3)"


def test_lines_are_printed_as_json_for_programs(
    log: SqlRunLog, told: Callable[..., list[str]]
) -> None:
    log.append([a_shops_line("one"), a_shops_line("two")])

    lines = [json.loads(line) for line in told("--json")]

    assert [(line["position"], line["text"], line["at"]) for line in lines] == [
        (1, "one", "2026-03-02T12:00:00Z"),
        (2, "two", "2026-03-02T12:00:00Z"),
    ]


@pytest.mark.parametrize(
    ("options", "positions"),
    [
        pytest.param([], [1, 2, 3, 4, 5], id="of the shop only"),
        pytest.param(["--last", "2"], [4, 5], id="the last"),
        pytest.param(["--after", "3"], [4, 5], id="after a position"),
        pytest.param(["--job", "stock"], [2], id="job"),
        pytest.param(["--run", "run 2"], [3], id="run"),
        pytest.param(["--level", "error", "--level", "debug"], [4, 5], id="levels"),
        pytest.param(["--text", "EINS", "--last", "1"], [2], id="the last with a text"),
    ],
)
def test_what_is_printed_can_be_chosen(
    log: SqlRunLog, told: Callable[..., list[str]], options: list[str], positions: list[int]
) -> None:
    log.append(
        [
            a_shops_line("eins"),
            a_shops_line("eins", job="stock"),
            a_shops_line("zwei", run_id="run 2"),
            a_shops_line("zwei", level=Level.ERROR),
            a_shops_line("zwei", level=Level.DEBUG),
            a_line("eins"),
        ]
    )

    lines = [json.loads(line) for line in told("--json", *options)]

    assert [line["position"] for line in lines] == positions


def test_more_lines_than_are_read_at_once_are_all_printed(
    log: SqlRunLog, told: Callable[..., list[str]]
) -> None:
    log.append([a_shops_line(str(n)) for n in range(1_001)])

    assert len(told("--after", "0", "--json")) == 1_001


def test_following_prints_what_others_write(
    log: SqlRunLog, capsys: pytest.CaptureFixture[str]
) -> None:
    log.append([a_shops_line("before")])
    cursor = LogCursor.before_last(log, LogFilter(text="e"), lines=0)
    written = iter([["one", "two"], [], ["three"]])

    def pause() -> None:
        try:
            log.append([a_shops_line(text) for text in next(written)])
        except StopIteration:
            raise KeyboardInterrupt from None

    with pytest.raises(KeyboardInterrupt):
        follow_lines(Output(as_json=True), cursor, pause=pause)

    texts = [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()]
    assert texts == ["one", "three"]
    assert cursor.position == 4
