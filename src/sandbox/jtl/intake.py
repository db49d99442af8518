"""
How documents reach the worker: rows of the inbox table and files in a folder.
"""

import hashlib
from pathlib import Path

import attrs

from sandbox.jtl.bookable_order import BookableOrder
from sandbox.jtl.database import Database
from sandbox.jtl.document import ReadOrder, read_document
from sandbox.jtl.notebook import Notebook
from sandbox.jtl.order_rules import Catalogue
from sandbox.jtl.setup import JtlSwitches

#: Inbox rows read at a time, so that the file is never locked for long.
BATCH = 200


@attrs.frozen(kw_only=True)
class Intake:
    """
    Notices new documents, reads them once and plans when their orders are booked or refused.
    """

    database: Database
    notebook: Notebook
    switches: JtlSwitches
    outbox: Path | None
    move_taken_files: bool
    _seen: set[tuple[str, int, int]] = attrs.field(factory=set, init=False)

    def take(self, at: float) -> None:
        """
        Take every document that is there and not known yet.
        """
        catalogue = self._catalogue()
        while self._take_rows(catalogue, at) == BATCH:
            pass
        if self.outbox is not None:
            for path in sorted(self.outbox.glob("[!.]*.xml")):
                self._take_file(path, catalogue, at)

    def _take_rows(self, catalogue: Catalogue, at: float) -> int:
        rows = self.database.rows(
            """SELECT kXMLBestellImport, cText FROM tXMLBestellImport
                WHERE kXMLBestellImport > ? ORDER BY kXMLBestellImport LIMIT ?""",
            self.notebook.counter("last inbox row"),
            BATCH,
        )
        if not rows:
            return 0
        read = [(row[0], read_document(str(row[1] or ""), catalogue)) for row in rows]
        with self.database.writing():
            for key, orders in read:
                self._plan_row(key, orders, at)
            self.notebook.set_counter("last inbox row", rows[-1][0])
            seen = self.notebook.counter("inbox rows seen")
            self.notebook.set_counter("inbox rows seen", seen + len(rows))
        return len(rows)

    def _plan_row(self, key: int, orders: tuple[ReadOrder, ...], at: float) -> None:
        later_s = self.switches.take_row_book_later_s
        if later_s:
            self.database.run("DELETE FROM tXMLBestellImport WHERE kXMLBestellImport = ?", key)
        else:
            self.database.insert("sandbox_inbox", {"row_id": key, "open_orders": len(orders)})
        self._plan(orders, None if later_s else key, at + later_s)

    def _take_file(self, path: Path, catalogue: Catalogue, at: float) -> None:
        try:
            stat, data = path.stat(), path.read_bytes()
        except FileNotFoundError:
            return  # archived by its owner between our two looks
        mark = (path.name, stat.st_mtime_ns, stat.st_size)
        if mark in self._seen:
            return
        digest = hashlib.sha256(data).hexdigest()
        if not self.database.rows(
            "SELECT 1 FROM sandbox_files WHERE name = ? AND digest = ?", path.name, digest
        ):
            orders = read_document(data, catalogue)
            with self.database.writing():
                self.database.insert("sandbox_files", {"name": path.name, "digest": digest})
                self._plan(orders, None, at)
        if self.move_taken_files:
            taken = path.parent / "taken"
            taken.mkdir(exist_ok=True)
            path.replace(taken / path.name)
        else:
            self._seen.add(mark)

    def _plan(self, orders: tuple[ReadOrder, ...], row: int | None, at: float) -> None:
        for order in orders:
            self.notebook.count_document(order.number)
            story = self.notebook.story(order.number)
            verdict = order.verdict
            payload = {
                "row": row,
                "number": order.number,
                "order": verdict.to_json() if isinstance(verdict, BookableOrder) else None,
                "why": verdict if isinstance(verdict, str) else None,
            }
            self.notebook.plan(
                at + story.book_after_s + self.switches.slow_s, "book", None, payload
            )

    def _catalogue(self) -> Catalogue:
        def article(number: str) -> int | None:
            row = self.database.one("SELECT kArtikel FROM tArtikel WHERE cArtNr = ?", number)
            return int(row["kArtikel"]) if row is not None else None

        def methods(sql: str) -> dict[str, int]:
            return {str(row[1]).casefold(): int(row[0]) for row in self.database.rows(sql)}

        return Catalogue(
            article=article,
            shipping_methods=methods("SELECT kVersandArt, cName FROM tversandart"),
            payment_methods=methods("SELECT kZahlungsart, cName FROM tZahlungsart"),
            companies=frozenset(r[0] for r in self.database.rows("SELECT kFirma FROM tfirma")),
            users=frozenset(r[0] for r in self.database.rows("SELECT kBenutzer FROM tBenutzer")),
        )
