"""Schedules and ticks in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime

import attrs

from adapters.memory.store import MemoryStore
from job_core.ports.schedule_book import ScheduleBook
from job_core.schedule import ScheduleEntry


@attrs.frozen
class MemoryScheduleBook(ScheduleBook):
    """
    Schedule entries and ticks in a memory store.
    """

    store: MemoryStore

    def seed(self, entries: Sequence[ScheduleEntry]) -> None:
        with self.store.unfenced() as tables:
            for entry in entries:
                tables.schedules.setdefault((entry.shop, entry.job, entry.name), entry)

    def entries(self, shop: str = "") -> Sequence[ScheduleEntry]:
        schedules = self.store.read().schedules
        return [entry for _, entry in sorted(schedules.items()) if shop in ("", entry.shop)]

    def put(self, entry: ScheduleEntry, *, by: str, at: datetime) -> None:
        with self.store.unfenced() as tables:
            tables.schedules[entry.shop, entry.job, entry.name] = entry
            tables.rescheduled.append((entry, by, at))

    def take_tick(self, shop: str, job: str, name: str, due: datetime) -> bool:
        tick = (shop, job, name, due.astimezone(UTC))
        with self.store.unfenced() as tables:
            if tick in tables.ticks:
                return False
            tables.ticks.add(tick)
            return True

    def forget_ticks(self, before: datetime) -> int:
        with self.store.unfenced() as tables:
            newest: dict[tuple[str, str, str], datetime] = {}
            for *entry, due in tables.ticks:
                key = (entry[0], entry[1], entry[2])
                newest[key] = max(due, newest.get(key, due))
            old = {tick for tick in tables.ticks if tick[3] < before and tick[3] < newest[tick[:3]]}
            tables.ticks -= old
            return len(old)

    def last_tick(self, shop: str, job: str, name: str) -> datetime | None:
        ticks = self.store.read().ticks
        return max((tick[3] for tick in ticks if tick[:3] == (shop, job, name)), default=None)
