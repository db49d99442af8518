"""
What the worker remembers besides JTL's own tables; it survives a restart.
"""

import json
from decimal import Decimal

import attrs

from sandbox.jtl.database import Database, Row
from sandbox.jtl.setup import EVERY_OTHER_ORDER, JtlParcel, JtlStory


@attrs.frozen
class Notebook:
    """
    Agenda, stories, counters and the list of refused orders.
    """

    database: Database

    def plan(self, due: float, kind: str, order_key: int | None, payload: object) -> None:
        """
        Put something on the agenda.
        """
        self.database.run(
            "INSERT INTO sandbox_agenda (due, kind, order_key, payload) VALUES (?, ?, ?, ?)",
            due,
            kind,
            order_key,
            json.dumps(payload),
        )

    def due(self, moment: float, *, without: str, limit: int) -> list[Row]:
        """
        Return what is due, oldest first.
        """
        return self.database.rows(
            """SELECT * FROM sandbox_agenda WHERE due <= ? AND kind <> ?
                ORDER BY due, id LIMIT ?""",
            moment,
            without,
            limit,
        )

    def forget(self, agenda_key: int) -> None:
        """
        Take something off the agenda.
        """
        self.database.run("DELETE FROM sandbox_agenda WHERE id = ?", agenda_key)

    def forget_order(self, order_key: int) -> None:
        """
        Take everything that was still to happen to an order off the agenda.
        """
        self.database.run("DELETE FROM sandbox_agenda WHERE order_key = ?", order_key)

    def counter(self, name: str) -> int:
        """
        Return a counter; it begins at 0.
        """
        return self.database.count("SELECT value FROM sandbox_counters WHERE name = ?", name)

    def set_counter(self, name: str, value: int) -> None:
        """
        Set a counter.
        """
        update = "UPDATE sandbox_counters SET value = ? WHERE name = ?"
        if not self.database.run(update, value, name):
            self.database.run("INSERT INTO sandbox_counters VALUES (?, ?)", name, value)

    def next_number(self, name: str) -> int:
        """
        Raise a counter and return a document number; the first is 10001.
        """
        value = self.counter(name) + 1
        self.set_counter(name, value)
        return 10000 + value

    def refuse(self, number: str, why: str) -> None:
        """
        Note a refusal; JTL's own tables stay silent.
        """
        self.database.run("INSERT INTO sandbox_refused (number, why) VALUES (?, ?)", number, why)

    def count_document(self, number: str) -> None:
        """
        Note that an order was received once more.
        """
        again = "UPDATE sandbox_documents SET times = times + 1 WHERE external = ?"
        if not self.database.run(again, number):
            self.database.run("INSERT INTO sandbox_documents VALUES (?, 1)", number)

    def story(self, number: str) -> JtlStory:
        """
        Return the story of an order, the one for every other order, or the default.
        """
        row = self.database.one(
            """SELECT story FROM sandbox_stories WHERE external IN (?, ?)
                ORDER BY CASE external WHEN ? THEN 1 ELSE 0 END LIMIT 1""",
            number,
            EVERY_OTHER_ORDER,
            EVERY_OTHER_ORDER,
        )
        return _story_from(row["story"]) if row is not None else JtlStory()

    def tell_story(self, number: str, story: JtlStory) -> None:
        """
        Remember a story in place of the old one.
        """
        text = json.dumps(attrs.asdict(story), default=str)
        update = "UPDATE sandbox_stories SET story = ? WHERE external = ?"
        if not self.database.run(update, text, number):
            self.database.run("INSERT INTO sandbox_stories VALUES (?, ?)", number, text)


def _story_from(text: str) -> JtlStory:
    raw = json.loads(text)
    if raw["parcels"] is not None:
        raw["parcels"] = tuple(parcel_from(parcel) for parcel in raw["parcels"])
    return JtlStory(**raw)


def parcel_from(raw: dict[str, object]) -> JtlParcel:
    """
    Read a parcel back from its JSON form.
    """
    items = raw["items"]
    assert isinstance(items, dict)
    return JtlParcel(
        after_s=int(str(raw["after_s"])),
        method=str(raw["method"]),
        tracking=str(raw["tracking"]),
        items={number: Decimal(units) for number, units in items.items()},
    )
