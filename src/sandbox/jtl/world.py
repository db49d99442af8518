"""
A living JTL-Wawi in one SQLite file, or on a SQL Server.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import RLock
from zoneinfo import ZoneInfo

import attrs

from sandbox.jtl.booking import Booking
from sandbox.jtl.books import Books
from sandbox.jtl.cancellation import Cancellation
from sandbox.jtl.database import Database, Row, SqliteDatabase
from sandbox.jtl.delivery_notes import DeliveryNotes
from sandbox.jtl.furniture import furnish
from sandbox.jtl.intake import Intake
from sandbox.jtl.local_time import LocalTime
from sandbox.jtl.notebook import Notebook
from sandbox.jtl.packing import Packing
from sandbox.jtl.setup import (
    JtlArticle,
    JtlParcel,
    JtlSetup,
    JtlStory,
    JtlSwitches,
    WorkReport,
)
from sandbox.jtl.stock import Stock
from sandbox.jtl.worker import Worker

__all__ = [
    "JtlArticle",
    "JtlParcel",
    "JtlSetup",
    "JtlStory",
    "JtlSwitches",
    "JtlWorld",
    "WorkReport",
]


@attrs.frozen(kw_only=True)
class JtlWorld:
    """
    The merchant's ERP, its worker and its people.

    May be called from several threads; one process at a time may let it work, others read the
    file and fill the inbox table.
    """

    switches: JtlSwitches
    _database: Database
    _notebook: Notebook
    _stock: Stock
    _worker: Worker
    _time: LocalTime
    _lock: RLock = attrs.field(factory=RLock, init=False)

    @classmethod
    def open(
        cls,
        database: Path | Database,
        outbox: Path | None,
        now: Callable[[], datetime],
        setup: JtlSetup,
    ) -> "JtlWorld":
        """
        Furnish a new database, or go on where the world in it stopped.

        A known database keeps its articles and methods; stories of *setup* are added for orders
        that have none.  *now* must answer an aware time.
        """
        base = SqliteDatabase.open(database) if isinstance(database, Path) else database
        time = LocalTime(now, ZoneInfo(setup.timezone))
        world = _wire(base, outbox, time, setup)
        fresh = not base.has_schema()
        with base.writing():
            # A SQL Server's script furnishes as well.
            if fresh and not base.count("SELECT count(*) FROM tversion"):
                furnish(base, setup, time.text(time.moment()))
            for number, story in setup.stories.items():
                if not base.rows("SELECT 1 FROM sandbox_stories WHERE external = ?", number):
                    world._notebook.tell_story(number, story)
        return world

    def close(self) -> None:
        """
        Let go of the file.
        """
        with self._lock:
            self._database.close()

    def work(self) -> WorkReport:
        """
        Let the worker and the people do what is due by now.
        """
        with self._lock:
            return self._worker.tick()

    def books(self) -> dict[str, object]:
        """
        Return the whole truth, for tests.
        """
        with self._lock:
            return Books(self._database, self._notebook).read()

    def set_story(self, external_number: str, story: JtlStory) -> None:
        """
        Tell another story; a booked order goes on with it, counted from its booking.
        """
        with self._lock, self._database.writing():
            self._notebook.tell_story(external_number, story)
            for row in self._bookings(external_number):
                self._worker.plan_again(row["kAuftrag"], story, row["at"])

    def cancel(self, external: str) -> None:
        """
        Cancel every order booked under that number.

        Raises:
            LookupError: None was booked.
        """
        with self._lock, self._database.writing():
            booked = self._bookings(external)
            if not booked:
                raise LookupError(f"{external!r} was not booked")
            for row in booked:
                self._worker.cancellation.cancel(row["kAuftrag"], self._time.moment())

    def update(self) -> str:
        """
        Install an update of JTL-Wawi that gives the inbox one more column; return its name.

        Nothing takes it back.  The worker does not look at it.
        """
        with self._lock, self._database.writing():
            updates = self._notebook.counter("updates") + 1
            column = f"cUpdate{updates}"
            self._database.run(f"ALTER TABLE tXMLBestellImport ADD {column} nvarchar(50) NULL")
            self._notebook.set_counter("updates", updates)
            return column

    def add_stock(self, number: str, warehouse: int, units: Decimal | int) -> None:
        """
        Put units of an article on the shelf of a warehouse; negative ones take away.

        Raises:
            LookupError: No such article.
        """
        with self._lock, self._database.writing():
            row = self._database.one("SELECT kArtikel FROM tArtikel WHERE cArtNr = ?", number)
            if row is None:
                raise LookupError(f"no article {number!r}")
            self._stock.receive(row["kArtikel"], warehouse, Decimal(units))

    def add_foreign_order(self, units: Mapping[str, Decimal]) -> str:
        """
        Book an order of another sales channel and return its number; it reserves stock.
        """
        with self._lock, self._database.writing():
            return self._worker.booking.book_foreign(units, self._time.moment())

    def _bookings(self, external: str) -> list[Row]:
        return self._database.rows(
            """SELECT o.kAuftrag, b.at FROM tAuftrag o
                JOIN sandbox_booked b ON b.order_key = o.kAuftrag
                WHERE o.cExterneAuftragsnummer = ? ORDER BY o.kAuftrag""",
            external,
        )


def _wire(base: Database, outbox: Path | None, time: LocalTime, setup: JtlSetup) -> JtlWorld:
    switches, notebook, stock = JtlSwitches(), Notebook(base), Stock(base)
    packing = Packing(base, stock, DeliveryNotes(base, notebook, time))
    worker = Worker(
        database=base,
        notebook=notebook,
        intake=Intake(
            database=base,
            notebook=notebook,
            switches=switches,
            outbox=outbox,
            move_taken_files=setup.move_taken_files,
        ),
        booking=Booking(base, notebook, stock, time),
        packing=packing,
        cancellation=Cancellation(base, stock, packing, time),
        switches=switches,
        time=time,
        keep_inbox_rows=setup.keep_inbox_rows,
    )
    return JtlWorld(
        switches=switches,
        database=base,
        notebook=notebook,
        stock=stock,
        worker=worker,
        time=time,
    )
