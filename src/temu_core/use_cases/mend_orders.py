"""Apply a person's remedy to held orders."""

from collections.abc import Collection, Mapping, Sequence

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import Level, RunContext
from temu_core.batches import in_batches
from temu_core.ledger import Remedy
from temu_core.order import OrderNumber
from temu_core.ports.order_book import OrderBook
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.remedies import Correction, apply_remedy


@attrs.frozen(kw_only=True)
class Mended:
    """
    Which orders a remedy helped, and why it did not fit the others.
    """

    orders: tuple[OrderNumber, ...]
    refused: Mapping[OrderNumber, str]


@attrs.frozen(kw_only=True)
class MendOrders:
    """
    Apply one remedy to some orders, recorded with who did it.

    Nothing is sent outside; the next sync goes on with them.
    """

    order_book: OrderBook
    clock: Clock

    def __call__(
        self,
        run: RunContext,
        numbers: Collection[OrderNumber],
        remedy: Remedy,
        *,
        person: str,
        corrections: Sequence[Correction] = (),
    ) -> Mended:
        """
        Return what became of each number; unknown ones are refused.
        """
        mended: list[OrderNumber] = []
        refused: dict[OrderNumber, str] = {}
        for batch in in_batches(numbers):
            run.checkpoint()
            refusals = self._mend(run, batch, remedy, person, corrections)
            refused.update(refusals)
            mended.extend(number for number in batch if number not in refusals)
        run.note(
            Level.INFO,
            f"{remedy.value} by {person}",
            mended=len(mended),
            refused=len(refused),
        )
        return Mended(orders=tuple(mended), refused=refused)

    def _mend(
        self,
        run: RunContext,
        numbers: Collection[OrderNumber],
        remedy: Remedy,
        person: str,
        corrections: Sequence[Correction],
    ) -> Mapping[OrderNumber, str]:
        by, now = f"person:{person}", self.clock.now()
        refused: dict[OrderNumber, str] = {}

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            refused.clear()
            refused.update({n: f"there is no order {n}" for n in numbers if n not in known})
            parts: list[LedgerUpdate] = []
            for number, record in known.items():
                result = apply_remedy(record, remedy, corrections=corrections, by=by, at=now)
                if isinstance(result, str):
                    refused[number] = result
                else:
                    parts.append(result)
            return LedgerUpdate.merged(parts)

        self.order_book.change(run.fence, numbers, decide)
        return refused
