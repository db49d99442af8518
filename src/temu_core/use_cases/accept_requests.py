"""Ship although the buyer's request is pending, because a person said so."""

from collections.abc import Collection, Mapping

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import Level, RunContext
from temu_core.confirmation import Acceptance
from temu_core.ledger import LedgerState, OrderEvent
from temu_core.order import OrderNumber
from temu_core.ports.order_book import OrderBook
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord
from temu_core.rules.acceptance import acceptance_of, with_acceptance
from temu_core.rules.ledger import keep
from temu_core.rules.order_parcels import REFUSAL_OF
from temu_core.use_cases.mend_orders import Mended

_IN_ERP = frozenset({LedgerState.IN_ERP, LedgerState.PARTIALLY_SHIPPED, LedgerState.SHIPPED})


@attrs.frozen(kw_only=True)
class AcceptRequests:
    """
    Remember on an order which pending requests are refused by shipping it.

    Nothing is sent outside; the next sync confirms the parcels and says so to
    the marketplace.  The same decision again changes nothing.
    """

    order_book: OrderBook
    clock: Clock

    def __call__(
        self,
        run: RunContext,
        number: OrderNumber,
        acceptance: Collection[Acceptance],
        *,
        person: str,
    ) -> Mended:
        """
        Return whether the order goes on, or why the decision does not fit it.
        """
        by, now = f"person:{person}", self.clock.now()
        wanted = frozenset(acceptance)
        refused: dict[OrderNumber, str] = {}

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            refused.clear()
            record = known.get(number)
            why_not = _why_not(number, record, wanted)
            if record is None or why_not:
                refused[number] = why_not
                return LedgerUpdate()
            if wanted <= acceptance_of(record):
                return LedgerUpdate()
            corrections = with_acceptance(record, wanted | acceptance_of(record))
            event = OrderEvent(
                at=now,
                from_state=record.state,
                to_state=record.state,
                text=f"ships although requests are pending: {_words(wanted)}",
                by=by,
            )
            changed = keep(record, corrections=corrections).record
            return LedgerUpdate(changes=(OrderChange(record=changed, event=event),))

        self.order_book.change(run.fence, [number], decide)
        run.note(Level.INFO, f"{_words(wanted)} by {person}", order=number, refused=len(refused))
        return Mended(orders=() if refused else (number,), refused=refused)


def _why_not(
    number: OrderNumber, record: OrderRecord | None, wanted: Collection[Acceptance]
) -> str:
    if record is None:
        return f"there is no order {number}"
    if record.state not in _IN_ERP:
        return (
            f"{number} is {record.state.value}; only an order that is in the ERP and not yet "
            "confirmed can be shipped against a request"
        )
    pending = {REFUSAL_OF[label] for label in record.listed.labels}
    missing = [item for item in Acceptance if item in wanted and item not in pending]
    if missing:
        shown = _asked(pending) if pending else "none at all"
        return f"no {_asked(missing)} is pending for {number}; pending on the marketplace: {shown}"
    return ""


def _asked(acceptance: Collection[Acceptance]) -> str:
    return _words(acceptance).replace("deny ", "")


def _words(acceptance: Collection[Acceptance]) -> str:
    return ", ".join(sorted(item.value.replace("_", " ") for item in acceptance))
