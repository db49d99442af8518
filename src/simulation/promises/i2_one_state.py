"""I2: every order is in exactly one state."""

from adapters.memory.tables import Tables
from simulation.ports import SHOP
from simulation.promises.promise import Promise
from simulation.witness import Runner
from temu_core.ledger import LedgerState

#: Where an order may rest for ever, or until a person acts.
ENDS = frozenset(
    {
        LedgerState.CONFIRMED,
        LedgerState.CANCELLED,
        LedgerState.CANCELLED_AFTER_EXPORT,
        LedgerState.CANCELLED_IN_ERP,
        LedgerState.CLOSED_ELSEWHERE,
        LedgerState.HELD,
    }
)


class OneStatePerOrder(Promise):
    """
    Every stored order is in exactly one state, the one its history ends with.

    The states sum to what the marketplace showed, a held order names its
    reason, and once everything settles each order is in an end or held.
    """

    name = "I2"

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.orders is after.orders:
            return
        for key, record in after.orders.items():
            if record is before.orders.get(key):
                continue
            if record.number not in self.witness.shown:
                self.broken(f"order {record.number} is stored and was never shown")
            events = after.events.get(key, ())
            if not events or events[-1].to_state is not record.state:
                self.broken(f"{record.number} is {record.state.value}, its history says otherwise")
            if (record.state is LedgerState.HELD) != (record.hold is not None):
                self.broken(f"{record.number} is {record.state.value} without the reason")

    def settled(self) -> None:
        shown = self.witness.shown
        records = [record for (shop, _), record in self.world.tables.orders.items() if shop == SHOP]
        counted = sum(self.world.books.order_book.counts(SHOP).values())
        if counted != len(shown):
            self.broken(f"{len(shown)} orders were shown, the states sum to {counted}")
        for record in records:
            if record.state not in ENDS:
                self.broken(f"{record.number} never came to an end: it is {record.state.value}")
