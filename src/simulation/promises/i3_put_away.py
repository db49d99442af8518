"""I3, for the document itself: it is put away once it has done its work, and not before."""

from adapters.memory.tables import Tables
from simulation.ports import SHOP
from simulation.promises.promise import Promise
from simulation.witness import Runner
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber

#: The ERP need not have these any more.
_OVER = frozenset(
    {LedgerState.CANCELLED, LedgerState.CANCELLED_AFTER_EXPORT, LedgerState.CLOSED_ELSEWHERE}
)


class PutAwayOnce(Promise):
    """
    A document is put away only when the ERP has each of its orders that is not over.

    At rest each such document is put away, and our books say so of no other.
    """

    name = "I3"

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.archived is after.archived:
            return
        booked = {order.external for order in self.world.erp.orders}
        for key in after.archived - before.archived:
            for order in after.batches[key].orders:
                if order.number not in booked and not self._is_over(order.number, after):
                    self.broken(f"the document of {order.number} was put away before it was booked")
            self.witness.counted["documents_put_away"] += 1

    def settled(self) -> None:
        said = {batch_id for _, batch_id in self.world.tables.archived}
        if said != self.world.erp.archived:
            self.broken("our books and the folder differ about what was put away")
        if left := self.world.books.export_book.finished(SHOP):
            self.broken(f"the document of batch {left[0]} is done with and was never put away")

    @staticmethod
    def _is_over(number: OrderNumber, tables: Tables) -> bool:
        return tables.orders[SHOP, number].state in _OVER
