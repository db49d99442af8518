"""The live log in the browser: long, broken, paused, and never wrong."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.app.conftest import Visit
from tests.e2e.app.server_process import ServerProcess

from adapters.own_database.log_file import log_url
from adapters.own_database.run_log import SqlRunLog
from adapters.sql.engine import open_engine
from job_core.run import LogLine
from shared_kernel.run_context import Level

MANY = 100_000
MOST_ROWS = 2_000
_BATCH = 5_000
_AT = datetime(2026, 1, 5, 8, tzinfo=UTC)


def _say(shop: ServerProcess, first: int, count: int) -> None:
    """
    Write lines as another process would.
    """
    engine = open_engine(log_url(f"sqlite:///{shop.folder}/data/temu-jtl.sqlite"))
    log = SqlRunLog(engine)
    for begin in range(first, first + count, _BATCH):
        end = min(begin + _BATCH, first + count)
        log.append([_line(number) for number in range(begin, end)])
    engine.dispose()


def _line(number: int) -> LogLine:
    return LogLine(
        run_id="20260105T080000-0000test",
        shop="sandbox",
        job="temu_orders_sync",
        step=1,
        level=Level.INFO,
        at=_AT + timedelta(milliseconds=number),
        text=f"line {number}",
        facts={},
    )


def _count(page: Page, count: int) -> None:
    text = re.escape(f"{count:,}".replace(",", "."))
    expect(page.locator(".log-bar .quiet")).to_have_text(re.compile(rf"^{text} Zeilen?$"))


def _downloaded(page: Page, folder: Path) -> list[int]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Herunterladen").click()
    file = folder / "log.txt"
    waiting.value.save_as(file)
    return [int(number) for number in re.findall(r" line (\d+)$", file.read_text(), re.MULTILINE)]


@pytest.fixture
def listening(visit: Visit, own_shop: ServerProcess) -> Page:
    """
    Return the log page of a shop nothing was ever run for.
    """
    visitor = visit(own_shop)
    visitor.go("/log")
    expect(visitor.page.get_by_text("live", exact=True)).to_be_visible()
    return visitor.page


@pytest.mark.timeout(240)
def test_a_hundred_thousand_lines_scroll_with_few_rows_in_the_page(
    listening: Page, own_shop: ServerProcess
) -> None:
    log = listening.url
    listening.goto("about:blank")
    _say(own_shop, 0, MANY)
    listening.goto(log)
    listening.get_by_role("button", name="Zum Anfang").click(timeout=60_000)
    expect(listening.locator(".log-bar .quiet")).to_have_text("100.000 Zeilen", timeout=60_000)

    rows = []
    for share in (0.0, 0.25, 0.5, 0.77, 1.0):
        listening.evaluate(
            "share => { const w = document.querySelector('.window');"
            " w.scrollTop = share * (w.scrollHeight - w.clientHeight); }",
            share,
        )
        number = round(share * (MANY - 1))
        # Whatever is scrolled to is there.
        shown = listening.locator(".window-row").filter(has_text=re.compile(rf"line {number}$"))
        expect(shown).to_have_count(1)
        rows.append(listening.locator(".window-row").count())

    assert max(rows) <= MOST_ROWS
    assert listening.evaluate("document.querySelectorAll('*').length") < 2 * MOST_ROWS + 500


def test_after_a_restart_no_line_is_missing_and_none_comes_twice(
    listening: Page, own_shop: ServerProcess, tmp_path: Path
) -> None:
    _say(own_shop, 0, 700)
    _count(listening, 700)
    own_shop.stop()
    _say(own_shop, 700, 1500)
    own_shop.start()
    _say(own_shop, 2200, 300)

    expect(listening.get_by_text("live", exact=True)).to_be_visible(timeout=45_000)
    _count(listening, 2500)
    positions = listening.evaluate(
        "[...document.querySelectorAll('.window-row .log-text')].map(node => node.textContent)"
    )
    assert len(positions) == len(set(positions))
    assert _downloaded(listening, tmp_path) == list(range(2500))


def test_a_pause_holds_lines_back_and_loses_none(listening: Page, own_shop: ServerProcess) -> None:
    _say(own_shop, 0, 10)
    _count(listening, 10)
    listening.get_by_role("button", name="Anhalten").click()
    _say(own_shop, 10, 40)
    listening.wait_for_timeout(1500)
    _count(listening, 10)

    listening.get_by_role("button", name="Weiter").click()

    _count(listening, 50)


def test_a_filter_shows_only_what_was_wanted_then_and_later(
    listening: Page, own_shop: ServerProcess
) -> None:
    _say(own_shop, 0, 120)
    listening.get_by_label("Text enthält").fill("line 11")
    # 11 and 110 to 119.
    _count(listening, 11)

    _say(own_shop, 1100, 5)

    _count(listening, 16)


def test_a_line_shows_all_about_itself(listening: Page, own_shop: ServerProcess) -> None:
    _say(own_shop, 0, 3)
    listening.get_by_role("option").filter(has_text="line 1").click()

    dialog = listening.get_by_role("dialog")
    expect(dialog).to_contain_text("line 1")
    expect(dialog.get_by_role("link", name="20260105T080000-0000test")).to_be_visible()
