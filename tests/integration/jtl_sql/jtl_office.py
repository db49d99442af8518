"""A small JTL-Wawi for tests: the sandbox's database, filled row by row."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import attrs
import sqlalchemy as sa
from tests.contracts.erp_world import ErpWorld, HandoverWorld
from tests.integration.sql_server.stand_in import StandIn

from adapters.jtl_sql.connection import ON_CONNECT, WHERE_TAKEN, JtlDatabase, open_jtl
from adapters.sql.engine import open_engine
from sandbox.jtl.world import JtlArticle, JtlSetup, JtlWorld
from temu_core.document import RenderedOrder
from temu_core.order import OrderNumber

NOW = datetime(2026, 3, 7, 12, 0, tzinfo=UTC)
PACKED = "2026-03-08 09:30:00"


def furnished(
    folder: Path, *articles: JtlArticle, now: Callable[[], datetime] = lambda: NOW
) -> JtlWorld:
    """
    Open the sandbox's JTL in *folder*, with a file outbox beside its database.
    """
    setup = JtlSetup(articles=articles)
    return JtlWorld.open(folder / "jtl.sqlite", folder / "outbox", now, setup)


def sql_server_jtl(driver: StandIn) -> JtlDatabase:
    """
    Return JTL's database on a SQL Server, asked from a database of our own.
    """
    engine = open_engine(
        "mssql+pyodbc://reader:secret@server.invalid/temu_jtl",
        on_connect=ON_CONNECT,
        where_taken=WHERE_TAKEN,
        module=driver,  # type: ignore[arg-type]  # as much of a module as is needed
    )
    return JtlDatabase(engine)


@attrs.define
class JtlOffice(ErpWorld, HandoverWorld):
    """
    JTL's tables, written as JTL and its people would.
    """

    folder: Path
    #: Asked through the stand-in of a SQL Server.
    on_sql_server: bool = False
    driver: StandIn = attrs.field(init=False)
    database: JtlDatabase = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        furnished(self.folder).close()
        self.driver = StandIn(self.path)
        if self.on_sql_server:
            self.database = sql_server_jtl(self.driver)
        else:
            self.database = open_jtl(f"sqlite:///{self.path}")

    @property
    def path(self) -> Path:
        return self.folder / "jtl.sqlite"

    @property
    def engine(self) -> sa.Engine:
        return self.database.engine

    def number_rows(self) -> None:
        """
        Give the tables of stock the ``bRowversion`` they have on a SQL Server.
        """
        self.run("CREATE TABLE versions (last INTEGER)")
        self.run("INSERT INTO versions VALUES (2000)")
        for table in ("tArtikel", "tlagerbestand"):
            self.run(f"ALTER TABLE {table} ADD COLUMN bRowversion timestamp")
            for what in ("INSERT", "UPDATE"):
                self.run(
                    f"""CREATE TRIGGER {table}_{what} AFTER {what} ON {table} BEGIN
                        UPDATE versions SET last = last + 1;
                        UPDATE {table} SET bRowversion = (SELECT last FROM versions)
                            WHERE rowid = NEW.rowid;
                    END"""
                )
            self.run(f"UPDATE {table} SET bRowversion = 0")
        self.driver.answers["MIN_ACTIVE_ROWVERSION"] = lambda: (
            self.one("SELECT last FROM versions") + 1
        )

    def run(self, sql: str, *values: object) -> int:
        """
        Execute one statement; return the key of the new row.
        """
        with closing(sqlite3.connect(self.path)) as connection, connection:
            return connection.execute(sql, values).lastrowid or 0

    def one(self, sql: str, *values: object) -> int:
        with closing(sqlite3.connect(self.path)) as connection:
            (found,) = connection.execute(sql, values).fetchone()
        return int(found)

    def add_article(self, number: str, *, sellable: float, managed: bool = True) -> None:
        if self.one("SELECT count(*) FROM tArtikel WHERE cArtNr = ?", number):
            return
        key = self.run(
            "INSERT INTO tArtikel (cArtNr, cName, cAktiv, cLagerAktiv) VALUES (?, ?, 'Y', ?)",
            number,
            number,
            "Y" if managed else "N",
        )
        self.run(
            """INSERT INTO tlagerbestand (kArtikel, fLagerbestand, fLagerbestandEigen,
                fVerfuegbar, fInAuftraegen, nLagerAktiv) VALUES (?, ?, ?, ?, 0, ?)""",
            *(key, sellable, sellable, sellable, managed),
        )

    def put_on_shelf(self, number: str, warehouse: int, units: float) -> None:
        self.run(
            """INSERT INTO tlagerbestandProLagerLagerartikel (kArtikel, kWarenlager, fBestand)
                SELECT kArtikel, ?, ? FROM tArtikel WHERE cArtNr = ?""",
            *(warehouse, units, number),
        )

    def add_customer(self, mail: str) -> str:
        key = self.run("INSERT INTO tkunde (cKundenNr) VALUES (NULL)")
        self.run("UPDATE tkunde SET cKundenNr = ? WHERE kKunde = ?", f"K{key}", key)
        self.run(
            "INSERT INTO tAdresse (kKunde, cMail, nStandard, nTyp) VALUES (?, ?, 1, 1)", key, mail
        )
        return f"K{key}"

    def book_order(self, external: OrderNumber, *, kind: int = 1, **units: int) -> str:
        count = self.one("SELECT count(*) FROM tAuftrag") + 1
        order = self.run(
            """INSERT INTO tAuftrag (cAuftragsNr, nType, dErstellt, cExterneAuftragsnummer)
                VALUES (?, ?, ?, ?)""",
            *(f"AU-{count}", kind, PACKED, external),
        )
        for number, ordered in units.items():
            self.add_position(order, number, ordered)
            self.run(
                """UPDATE tlagerbestand SET fVerfuegbar = fVerfuegbar - ? WHERE kArtikel =
                    (SELECT kArtikel FROM tArtikel WHERE cArtNr = ?)""",
                *(ordered, number),
            )
        return f"AU-{count}"

    def add_position(
        self, order: int, number: str, units: float, *, of_set: int | None = None
    ) -> int:
        return self.run(
            """INSERT INTO tAuftragPosition (kAuftrag, kArtikel, cArtNr, fAnzahl, fVkNetto, fMwSt,
                fRabatt, nType, kAuftragStueckliste)
                VALUES (?, (SELECT kArtikel FROM tArtikel WHERE cArtNr = ?), ?, ?, 1, 19, 0, 1,
                    ?)""",
            *(order, number, number, units, of_set),
        )

    def order_key(self, external: str) -> int:
        return self.one(
            "SELECT max(kAuftrag) FROM tAuftrag WHERE cExterneAuftragsnummer = ?", external
        )

    def cancel_order(self, erp_number: str) -> None:
        self.run("UPDATE tAuftrag SET nStorno = 1 WHERE cAuftragsNr = ?", erp_number)

    def pack(
        self, external: OrderNumber, *, tracking_number: str, left: bool = True, **units: int
    ) -> None:
        order = self.order_key(external)
        note = self.note(order)
        parcel = self.parcel(note, tracking_number, sent=PACKED if left else None)
        for number, packed in units.items():
            position = self.one(
                "SELECT kAuftragPosition FROM tAuftragPosition WHERE kAuftrag = ? AND cArtNr = ?",
                *(order, number),
            )
            self.put_in(parcel, self.note_position(note, position, packed), packed)

    def note(self, order: int) -> int:
        return self.run(
            """INSERT INTO tLieferschein (kBestellung, cLieferscheinNr, dErstellt)
                VALUES (?, 'LS', ?)""",
            *(order, PACKED),
        )

    def note_position(self, note: int, position: int, units: float) -> int:
        return self.run(
            "INSERT INTO tLieferscheinPos (kLieferschein, kBestellPos, fAnzahl) VALUES (?, ?, ?)",
            *(note, position, units),
        )

    def parcel(
        self,
        note: int,
        tracking: str | None,
        *,
        sent: str | None = PACKED,
        method: str = "DHL Paket",
    ) -> int:
        return self.run(
            """INSERT INTO tVersand (kLieferschein, cIdentCode, kVersandArt, dErstellt, dVersendet)
                VALUES (?, ?, (SELECT kVersandArt FROM tversandart WHERE cName = 'DHL Paket'),
                    ?, ?)""",
            *(note, tracking, PACKED, sent),
        )

    def put_in(self, parcel: int, note_position: int, units: float) -> None:
        self.run("INSERT INTO tVersandPos VALUES (?, ?, ?)", parcel, note_position, units)

    def document(self, number: OrderNumber) -> RenderedOrder:
        return RenderedOrder(
            number=number,
            body=f"<tBestellung><cExterneBestellNr>{number}</cExterneBestellNr></tBestellung>".encode(),
        )

    def times_waiting(self, number: OrderNumber) -> int:
        return self.one(
            "SELECT count(*) FROM tXMLBestellImport WHERE instr(cText, ?)", f">{number}<"
        )

    def go_down(self) -> None:
        self.engine.dispose()
        self.path.rename(self.folder / "away")
        self.path.mkdir()

    def come_back(self) -> None:
        self.engine.dispose()
        self.path.rmdir()
        (self.folder / "away").rename(self.path)
