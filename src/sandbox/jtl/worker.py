"""
The worker: at each tick it takes documents and does what has become due.
"""

import json
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

import attrs

from sandbox.jtl.bookable_order import BookableOrder
from sandbox.jtl.booking import Booking
from sandbox.jtl.cancellation import Cancellation
from sandbox.jtl.database import Database, Row
from sandbox.jtl.delivery_notes import INVENT
from sandbox.jtl.intake import BATCH, Intake
from sandbox.jtl.local_time import LocalTime
from sandbox.jtl.notebook import Notebook, parcel_from
from sandbox.jtl.packing import Packing
from sandbox.jtl.setup import JtlParcel, JtlStory, JtlSwitches, WorkReport

DEFAULT_PARCELS = (JtlParcel(after_s=7200, method="DHL Paket", tracking=INVENT),)


@attrs.frozen(kw_only=True)
class Worker:
    """
    Does everything a JTL-Wawi and its people do with an order, in order of time.

    Each group of events is one transaction together with the note that they happened, so a
    killed worker continues where it stopped and does nothing twice.
    """

    database: Database
    notebook: Notebook
    intake: Intake
    booking: Booking
    packing: Packing
    cancellation: Cancellation
    switches: JtlSwitches
    time: LocalTime
    keep_inbox_rows: bool

    def tick(self) -> WorkReport:
        """
        Take what has arrived, then book, refuse, pack and cancel what is due by now.

        A worker that never runs takes and books nothing; packing and cancelling are done by
        people and go on.
        """
        report, now = WorkReport(), self.time.moment()
        if not self.switches.never_runs:
            self.intake.take(now)
        resting = "book" if self.switches.never_runs else ""
        while items := self.notebook.due(now, without=resting, limit=BATCH):
            with self.database.writing():
                for item in items:
                    self._do(item, now, report)
                    self.notebook.forget(item["id"])
        return report

    def plan(self, order_key: int, story: JtlStory, booked_at: float) -> None:
        """
        Put the rest of an order's story on the agenda; parcels of one second go together.
        """
        if story.cancel_after_s is not None:
            self.notebook.plan(booked_at + story.cancel_after_s, "cancel", order_key, {})
        parcels = DEFAULT_PARCELS if story.parcels is None else story.parcels
        after = attrgetter("after_s")
        for after_s, group in groupby(sorted(parcels, key=after), key=after):
            self._plan_packing(order_key, story, booked_at + after_s, list(group))

    def plan_again(self, order_key: int, story: JtlStory, booked_at: float) -> None:
        """
        Replace what was still to happen to an order.

        Parcels it has already are not packed again; those with only a label leave at their new
        time, unless the new story prints labels only as well.
        """
        self.notebook.forget_order(order_key)
        packed = {
            row[0]
            for row in self.database.rows(
                """SELECT v.cIdentCode FROM tVersand v
                    JOIN tLieferschein l ON l.kLieferschein = v.kLieferschein
                    WHERE l.kBestellung = ?""",
                order_key,
            )
        }
        parcels = DEFAULT_PARCELS if story.parcels is None else story.parcels
        known = [parcel for parcel in parcels if parcel.tracking in packed]
        new = tuple(parcel for parcel in parcels if parcel.tracking not in packed)
        self.plan(order_key, attrs.evolve(story, parcels=new), booked_at)
        for parcel in known:
            self._plan_packing(order_key, story, booked_at + parcel.after_s, [])

    def _plan_packing(
        self, order_key: int, story: JtlStory, due: float, parcels: list[JtlParcel]
    ) -> None:
        payload = {
            "parcels": [_plain(parcel) for parcel in parcels],
            "note_only": story.delivery_note_without_parcel,
            "label_only": story.label_only,
        }
        self.notebook.plan(due, "pack", order_key, payload)

    def _do(self, item: Row, now: float, report: WorkReport) -> None:
        payload = json.loads(item["payload"])
        if item["kind"] == "book":
            self._book(payload, now, report)
        elif item["kind"] == "cancel":
            report.cancelled += self.cancellation.cancel(item["order_key"], item["due"])
        elif not self.cancellation.is_cancelled(item["order_key"]):
            report.shipped += self.packing.pack(
                item["order_key"],
                [parcel_from(raw) for raw in payload["parcels"]],
                item["due"],
                note_only=payload["note_only"],
                label_only=payload["label_only"],
            )

    def _book(self, payload: dict[str, str | int | None], now: float, report: WorkReport) -> None:
        number, row = str(payload["number"]), payload["row"]
        story = self.notebook.story(number)
        why = self._why_not(payload, story)
        if why:
            self.notebook.refuse(number, why)
            report.refused += 1
        else:
            order = BookableOrder.from_json(str(payload["order"]))
            for _ in range(1 + self._twice(story)):
                key = self.booking.book(order, now)
                self.plan(key, story, now)
                report.booked += 1
        if isinstance(row, int):
            self._close_row(row)

    def _why_not(self, payload: dict[str, str | int | None], story: JtlStory) -> str:
        row = payload["row"]
        if row is not None and not self.database.rows(
            "SELECT 1 FROM tXMLBestellImport WHERE kXMLBestellImport = ?", int(row)
        ):
            return "its inbox row was deleted before it was booked"
        if payload["why"] is not None:
            return str(payload["why"])
        if story.refuse:
            return "the story says so"
        if self.switches.refuse_next > 0:
            self.switches.refuse_next -= 1
            return "the switch says so"
        own_number = BookableOrder.from_json(str(payload["order"])).own_number
        if own_number and self.booking.number_taken(own_number):
            return f"cBestellNr {own_number!r} is taken"
        return ""

    def _twice(self, story: JtlStory) -> bool:
        if self.switches.book_twice_next > 0:
            self.switches.book_twice_next -= 1
            return True
        return story.book_twice

    def _close_row(self, row: int) -> None:
        self.database.run(
            "UPDATE sandbox_inbox SET open_orders = open_orders - 1 WHERE row_id = ?", row
        )
        if self.database.rows(
            "SELECT 1 FROM sandbox_inbox WHERE row_id = ? AND open_orders > 0", row
        ):
            return
        self.database.run("DELETE FROM sandbox_inbox WHERE row_id = ?", row)
        if not self.keep_inbox_rows:
            self.database.run("DELETE FROM tXMLBestellImport WHERE kXMLBestellImport = ?", row)


def _plain(parcel: JtlParcel) -> dict[str, object]:
    raw = attrs.asdict(parcel)
    raw["items"] = {number: str(Decimal(units)) for number, units in parcel.items.items()}
    return raw
