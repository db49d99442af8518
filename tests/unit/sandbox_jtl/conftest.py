"""
A small JTL-Wawi whose clock tests can move.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from sandbox.jtl.world import JtlArticle, JtlSetup, JtlWorld

ARTICLES = (
    JtlArticle(number="LAMP", name="Lampe", stock={1: Decimal(5), 2: Decimal(3)}, buffer=1),
    JtlArticle(number="BOOK", name="Heft", stock={1: Decimal(10)}, reserved=Decimal(4)),
    JtlArticle(number="GIFT", name="Gutschein", stock_managed=False),
    JtlArticle(number="BOX", name="Set", components={"LAMP": Decimal(1), "BOOK": Decimal(2)}),
)


@attrs.define
class Office:
    """
    The world under test, its clock and a second connection such as a connector would have.
    """

    folder: Path
    moment: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    setup: JtlSetup = attrs.field(factory=lambda: JtlSetup(articles=ARTICLES))
    world: JtlWorld = attrs.field(init=False)
    opened: list[JtlWorld] = attrs.field(factory=list, init=False)

    def open(self) -> JtlWorld:
        self.world = JtlWorld.open(
            self.folder / "jtl.sqlite", self.folder / "outbox", lambda: self.moment, self.setup
        )
        self.opened.append(self.world)
        return self.world

    def close(self) -> None:
        for world in self.opened:
            world.close()

    def pass_time(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)
        self.world.work()

    def deliver(self, *documents: str | None) -> None:
        """
        Put documents into the inbox as another process would, and let the worker see them.
        """
        for document in documents:
            self.write(
                "INSERT INTO tXMLBestellImport (cText, nPlattform, nRechnung) VALUES (?, 5, 0)",
                document,
            )
        self.world.work()

    def write(self, sql: str, *values: str | int | None) -> None:
        with closing(sqlite3.connect(self.folder / "jtl.sqlite")) as other, other:
            other.execute(sql, values)

    def rows(self, sql: str, *values: str | int) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "jtl.sqlite")) as other:
            return other.execute(sql, values).fetchall()

    def stock(self, number: str) -> tuple[object, ...]:
        """
        Return physical, promised and available units of an article.
        """
        return self.rows(
            """SELECT b.fLagerbestand, b.fInAuftraegen, b.fVerfuegbar FROM tlagerbestand b
                JOIN tArtikel a ON a.kArtikel = b.kArtikel WHERE a.cArtNr = ?""",
            number,
        )[0]

    def book(self, key: str) -> Mapping[str, object]:
        """
        Return one chapter of the world's books.
        """
        chapter = self.world.books()[key]
        assert isinstance(chapter, dict)
        return chapter

    def refusals(self) -> list[tuple[str, str]]:
        refused = self.world.books()["refused"]
        assert isinstance(refused, list)
        return [(entry["number"], entry["why"]) for entry in refused]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "outbox").mkdir()
    office = Office(tmp_path)
    office.open()
    yield office
    office.close()
