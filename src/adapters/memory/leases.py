"""Leases in memory."""

from datetime import datetime, timedelta

import attrs

from adapters.memory.store import MemoryStore
from adapters.memory.tables import LeaseRow, Tables
from job_core.ports.leases import Leases
from shared_kernel.run_context import Fence
from temu_core.intent import Intent


@attrs.frozen
class MemoryLeases(Leases):
    """
    Leases in a memory store.
    """

    store: MemoryStore

    def acquire(
        self, shop: str, job: str, *, holder: str, now: datetime, span: timedelta
    ) -> Fence | None:
        with self.store.unfenced() as tables:
            row = tables.leases.get((shop, job))
            if row is not None and row.holder is not None and row.until > now:
                return None
            number = 1 if row is None else row.number + 1
            tables.leases[shop, job] = LeaseRow(number=number, holder=holder, until=now + span)
            return Fence(shop=shop, job=job, number=number)

    def renew(self, fence: Fence, *, until: datetime) -> bool:
        with self.store.unfenced() as tables:
            if _held(tables, fence) is None:
                return False
            outlive(tables, fence, until)
            return True

    def release(self, fence: Fence) -> None:
        with self.store.unfenced() as tables:
            row = _held(tables, fence)
            if row is not None:
                tables.leases[fence.shop, fence.job] = attrs.evolve(row, holder=None)

    def holder(self, shop: str, job: str, *, now: datetime) -> str | None:
        row = self.store.read().leases.get((shop, job))
        return row.holder if row is not None and row.until > now else None


def outlive(tables: Tables, fence: Fence, moment: datetime) -> None:
    """
    Make the lease behind *fence* last at least until *moment*.
    """
    row = tables.leases[fence.shop, fence.job]
    tables.leases[fence.shop, fence.job] = attrs.evolve(row, until=max(row.until, moment))


def outlive_intents(tables: Tables, fence: Fence, intents: tuple[Intent, ...]) -> None:
    """
    Make the lease outlive the answers to *intents*.
    """
    for intent in intents:
        outlive(tables, fence, intent.answer_by)


def _held(tables: Tables, fence: Fence) -> LeaseRow | None:
    row = tables.leases.get((fence.shop, fence.job))
    held = row is not None and row.number == fence.number and row.holder is not None
    return row if held else None
