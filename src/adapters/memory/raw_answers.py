"""Raw answers in memory."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from adapters.memory.tables import RawRow
from shared_kernel.run_context import Fence
from temu_core.order import OrderNumber, ShopId
from temu_core.payload import Call, RawAnswer
from temu_core.ports.raw_answers import RawAnswers


@attrs.frozen
class MemoryRawAnswers(RawAnswers):
    """
    Raw answers in a memory store.
    """

    store: MemoryStore

    def append(self, fence: Fence, run_id: str, answers: Sequence[RawAnswer]) -> None:
        with self.store.fenced(fence) as tables:
            tables.raw_answers.extend(
                RawRow(shop=fence.shop, run_id=run_id, answer=answer) for answer in answers
            )

    def of_run(self, shop: ShopId, run_id: str, call: Call) -> Iterator[RawAnswer]:
        for row in self._rows(shop):
            if row.run_id == run_id and row.answer.call is call:
                yield row.answer

    def of_order(self, shop: ShopId, number: OrderNumber) -> Sequence[RawAnswer]:
        return [row.answer for row in self._rows(shop) if row.answer.key == number]

    def runs(self, shop: ShopId, limit: int = 20) -> Sequence[str]:
        newest_first = dict.fromkeys(row.run_id for row in reversed(self._rows(shop)))
        return list(newest_first)[:limit]

    def erase_before(self, fence: Fence, moment: datetime) -> int:
        with self.store.fenced(fence) as tables:
            kept = [
                row
                for row in tables.raw_answers
                if row.shop != fence.shop or row.answer.received_at >= moment
            ]
            erased = len(tables.raw_answers) - len(kept)
            tables.raw_answers = kept
            return erased

    def _rows(self, shop: ShopId) -> list[RawRow]:
        return [row for row in self.store.read().raw_answers if row.shop == shop]
