"""Outside writes in memory."""

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from shared_kernel.run_context import Fence
from temu_core.intent import Intent, IntentOutcome, Outcome, OutsideWrite
from temu_core.order import ShopId
from temu_core.ports.outside_writes import OutsideWrites, RecordedBeforeError, WriteCount


@attrs.frozen
class MemoryOutsideWrites(OutsideWrites):
    """
    Intents and outcomes in a memory store.
    """

    store: MemoryStore

    def of_run(self, shop: ShopId, run_id: str, limit: int = 1000) -> Sequence[OutsideWrite]:
        found = [write for write in self._of_shop(shop) if write.intent.run_id == run_id]
        return found[:limit]

    def counts_of_run(self, shop: ShopId, run_id: str) -> Sequence[WriteCount]:
        counts = Counter(
            (write.intent.kind, write.outcome.outcome if write.outcome else None)
            for write in self._of_shop(shop)
            if write.intent.run_id == run_id
        )
        found = [WriteCount(kind=kind, outcome=end, count=n) for (kind, end), n in counts.items()]
        return sorted(found, key=lambda c: (c.kind.value, c.outcome.value if c.outcome else ""))

    def open(self, shop: ShopId, limit: int = 1000) -> Sequence[OutsideWrite]:
        found = [
            write
            for write in self._of_shop(shop)
            if write.outcome is None or write.outcome.outcome is Outcome.UNKNOWN
        ]
        return found[:limit]

    def _of_shop(self, shop: ShopId) -> Iterable[OutsideWrite]:
        writes = self.store.read().writes
        return (write for (owner, _), write in writes.items() if owner == shop)


def record_intents(tables: Tables, fence: Fence, intents: Iterable[Intent]) -> None:
    """
    Record what is about to be sent.

    Raises:
        RecordedBeforeError: One of them is there already.
    """
    for intent in intents:
        if (fence.shop, intent.id) in tables.writes:
            raise RecordedBeforeError(f"intent {intent.id} was recorded before")
        tables.writes[fence.shop, intent.id] = OutsideWrite(intent=intent, outcome=None)


def record_outcomes(tables: Tables, fence: Fence, outcomes: Iterable[IntentOutcome]) -> None:
    """
    Record what became of intents; a later outcome replaces an earlier one.
    """
    for outcome in outcomes:
        write = tables.writes.get((fence.shop, outcome.intent_id))
        if write is None:
            raise ValueError(f"there is no intent {outcome.intent_id}")
        tables.writes[fence.shop, outcome.intent_id] = attrs.evolve(write, outcome=outcome)
