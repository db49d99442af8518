"""
One file, several processes: what survives, what is noticed, and how fast it is.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from tests.unit.sandbox_jtl.conftest import ARTICLES, Office
from tests.unit.sandbox_jtl.order_document import a_document, an_order

from sandbox.jtl.world import JtlArticle, JtlSetup, JtlStory

_WORKS_FOR_EVER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sandbox.jtl.world import JtlSetup, JtlWorld
at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
world = JtlWorld.open(Path(sys.argv[1]), None, lambda: at, JtlSetup())
print("ready", flush=True)
while True:
    world.work()
    at += timedelta(seconds=1000)
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.close()


def test_everything_is_still_there_after_a_restart(office: Office) -> None:
    office.setup = attrs.evolve(office.setup, stories={"PO-2": JtlStory(refuse=True)})
    office.open()
    office.world.set_story("PO-1", JtlStory(book_after_s=60))
    office.deliver(a_document(an_order("PO-1"), an_order("PO-2")))
    office.world.close()

    office.open()
    office.pass_time(60)
    office.pass_time(7200)

    assert list(office.book("booked")) == ["PO-1"]
    assert [number for number, _ in office.refusals()] == ["PO-2"]
    assert len(office.rows("SELECT 1 FROM tVersand")) == 1


def test_the_star_story_is_told_of_every_other_order(office: Office) -> None:
    office.setup = attrs.evolve(office.setup, stories={"*": JtlStory(book_after_s=0)})
    office.open()
    office.world.set_story("PO-2", JtlStory(book_after_s=60))

    office.deliver(a_document(an_order("PO-1"), an_order("PO-2")))

    assert list(office.book("booked")) == ["PO-1"]


def test_the_books_can_be_written_as_json(office: Office) -> None:
    office.open()
    office.deliver(a_document())
    office.pass_time(300)
    office.pass_time(7200)

    assert json.loads(json.dumps(office.world.books()))["orders"]["PO-1"]["cancelled"] is False


def test_a_killed_worker_books_everything_exactly_once(office: Office) -> None:
    office.open().close()
    numbers = [f"PO-{n}" for n in range(1500)]
    with closing(sqlite3.connect(office.folder / "jtl.sqlite")) as other, other:
        other.executemany(
            "INSERT INTO tXMLBestellImport (cText) VALUES (?)",
            [(a_document(an_order(number)),) for number in numbers],
        )
    worker = subprocess.Popen(
        [sys.executable, "-c", _WORKS_FOR_EVER, str(office.folder / "jtl.sqlite")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert worker.stdout is not None
    with worker.stdout:
        worker.stdout.readline()
        deadline = time.monotonic() + 20
        while not office.rows("SELECT 1 FROM tAuftrag LIMIT 1") and time.monotonic() < deadline:
            time.sleep(0.005)
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    half = len(office.rows("SELECT 1 FROM tAuftrag"))
    office.open()
    office.world.work()
    office.pass_time(10_000)

    assert 0 < half < len(numbers)
    assert sorted(office.book("booked")) == sorted(numbers)
    assert len(office.rows("SELECT 1 FROM tAuftrag")) == len(numbers)


def test_writes_of_others_into_business_tables_are_noticed(office: Office) -> None:
    office.open()
    office.deliver(a_document())
    office.pass_time(300)
    clean = office.world.books()["foreign_writes"]

    office.write("UPDATE tArtikel SET nPuffer = 3 WHERE cArtNr = 'LAMP'")
    office.write("DELETE FROM tAuftrag")
    office.write("INSERT INTO tkunde (cKundenNr) VALUES ('X')")

    assert clean == []
    assert office.world.books()["foreign_writes"] == [
        {"table": "tArtikel", "verb": "UPDATE", "times": 1},
        {"table": "tAuftrag", "verb": "DELETE", "times": 1},
        {"table": "tkunde", "verb": "INSERT", "times": 1},
    ]


def test_another_process_may_write_while_the_world_is_open(office: Office) -> None:
    office.open()
    with closing(sqlite3.connect(office.folder / "jtl.sqlite")) as other:
        reading = other.execute("SELECT kArtikel FROM tArtikel")
        reading.fetchone()

        office.world.add_stock("LAMP", 1, 1)
        office.deliver(a_document())

    assert office.world.books()["inbox_rows_seen"] == 1


def test_a_set_does_not_count_components_without_stock_management(office: Office) -> None:
    office.setup = JtlSetup(
        articles=(
            *ARTICLES,
            JtlArticle(
                number="FREE",
                name="Set mit Gutschein",
                components={"GIFT": Decimal(1), "LAMP": Decimal(3)},
            ),
        )
    )
    office.open()

    assert office.stock("FREE")[2] == 2
    assert office.rows(
        """SELECT s.kWarenlager, s.fBestand FROM vLagerbestandProLager s
            JOIN tArtikel a ON a.kArtikel = s.kArtikel
            WHERE a.cArtNr = 'FREE' ORDER BY s.kWarenlager"""
    ) == [(1, 1), (2, 1)]


def test_ten_thousand_orders_and_twenty_thousand_articles_are_cheap(office: Office) -> None:
    office.setup = JtlSetup(
        articles=(
            *ARTICLES,
            *(
                JtlArticle(number=f"A-{n}", name=f"Artikel {n}", stock={1: Decimal(9)})
                for n in range(20_000)
            ),
        )
    )
    office.open()
    document = a_document(*(an_order(f"PO-{n}") for n in range(10_000)))
    (office.folder / "outbox").mkdir()
    (office.folder / "outbox" / "big.xml").write_bytes(document.encode("latin-1"))

    started = time.monotonic()
    office.world.work()
    office.pass_time(300)
    office.pass_time(7200)
    took_s = time.monotonic() - started

    idle = time.monotonic()
    for _ in range(20):
        office.world.work()
    idle_s = (time.monotonic() - idle) / 20

    assert len(office.rows("SELECT 1 FROM tVersand")) == 10_000
    # Generous bounds: a tick that walks all orders would miss them by far.
    assert took_s < 60
    assert idle_s < 0.1
