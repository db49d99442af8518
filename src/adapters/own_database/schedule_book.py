"""Schedules and ticks in our database."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import attrs
import msgspec
import sqlalchemy as sa

from adapters.own_database.facts import facts_json, facts_of
from adapters.own_database.rows import Stored, Values
from adapters.own_database.tables.schedules import schedules, ticks
from adapters.sql.insert_if_absent import insert_if_absent
from adapters.sql.transaction import reading, writing
from adapters.sql.upsert import Columns, upsert
from job_core.ports.schedule_book import ScheduleBook
from job_core.schedule import Cron, Interval, ScheduleEntry, Trigger


class _StoredInterval(msgspec.Struct, tag_field="kind", tag="interval"):
    every_s: float


class _StoredCron(msgspec.Struct, tag_field="kind", tag="cron"):
    expression: str


_KEY = ("shop", "job", "name")
_ENCODER = msgspec.json.Encoder(order="deterministic")
_TIMING = msgspec.json.Decoder(_StoredInterval | _StoredCron)


@attrs.frozen
class SqlScheduleBook(ScheduleBook):
    """
    One row per entry, and one per tick that was taken.

    No fence is asked for: a schedule is changed by people, and a tick is taken
    before there is a run that could hold a lease.  The tick's key decides who
    has it.
    """

    engine: sa.Engine

    def seed(self, entries: Sequence[ScheduleEntry]) -> None:
        """
        Insert what is not there.
        """
        rows = {(e.shop, e.job, e.name): _values(e, by="", at=None) for e in entries}
        # In one order, so that two processes that start do not wait for each other.
        ordered = [rows[key] for key in sorted(rows)]
        with writing(self.engine) as connection:
            upsert(connection, schedules, ordered, key=_KEY, changes=_nothing)

    def entries(self, shop: str = "") -> Sequence[ScheduleEntry]:
        """
        Read the entries.
        """
        query = sa.select(schedules).order_by(schedules.c.shop, schedules.c.job, schedules.c.name)
        if shop:
            query = query.where(schedules.c.shop == shop)
        with reading(self.engine) as connection:
            return [_entry_of(row) for row in connection.execute(query)]

    def put(self, entry: ScheduleEntry, *, by: str, at: datetime) -> None:
        """
        Insert or replace the row.
        """
        with writing(self.engine) as connection:
            upsert(connection, schedules, [_values(entry, by=by, at=at)], key=_KEY)

    def take_tick(self, shop: str, job: str, name: str, due: datetime) -> bool:
        """
        Insert the tick.
        """
        row = {"shop": shop, "job": job, "name": name, "due": due}
        return insert_if_absent(self.engine, ticks, row, key=(*_KEY, "due"))

    def forget_ticks(self, before: datetime) -> int:
        """
        Delete what a newer tick of the same entry stands for.
        """
        newer = ticks.alias("newer")
        same = sa.and_(*(newer.c[name] == ticks.c[name] for name in _KEY))
        is_followed = sa.exists().where(same, newer.c.due > ticks.c.due)
        old = sa.delete(ticks).where(ticks.c.due < before, is_followed)
        with writing(self.engine) as connection:
            return connection.execute(old).rowcount

    def last_tick(self, shop: str, job: str, name: str) -> datetime | None:
        """
        Read the newest tick.
        """
        query = (
            sa.select(sa.func.max(ticks.c.due))
            .where(ticks.c.shop == shop, ticks.c.job == job)
            .where(ticks.c.name == name)
        )
        with reading(self.engine) as connection:
            return connection.execute(query).scalar_one_or_none()


def _nothing(_stored: Columns, _incoming: Columns) -> Mapping[str, object]:
    return {}


def _values(entry: ScheduleEntry, *, by: str, at: datetime | None) -> Values:
    return {
        "shop": entry.shop,
        "job": entry.job,
        "name": entry.name,
        "timing": _ENCODER.encode(_stored(entry.trigger)).decode(),
        "parameters": facts_json(entry.parameters),
        "zone": entry.zone,
        "paused": entry.paused,
        "paused_until": entry.paused_until,
        "changed_by": by,
        "changed_at": at,
    }


def _stored(trigger: Trigger) -> _StoredInterval | _StoredCron:
    if isinstance(trigger, Interval):
        return _StoredInterval(trigger.every.total_seconds())
    return _StoredCron(trigger.expression)


def _entry_of(row: Stored) -> ScheduleEntry:
    return ScheduleEntry(
        shop=row.shop,
        job=row.job,
        name=row.name,
        trigger=_trigger_of(row.timing),
        parameters=facts_of(row.parameters),
        zone=row.zone,
        paused=row.paused,
        paused_until=row.paused_until,
    )


def _trigger_of(timing: str) -> Trigger:
    stored = _TIMING.decode(timing)
    if isinstance(stored, _StoredInterval):
        return Interval(timedelta(seconds=stored.every_s))
    return Cron(stored.expression)
