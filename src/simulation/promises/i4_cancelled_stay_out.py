"""I4: a cancelled order is not exported."""

from adapters.memory.tables import Tables
from simulation.ports import SHOP
from simulation.promises.promise import Promise
from simulation.witness import Runner
from temu_core.alert import AlertKind
from temu_core.ledger import ClosedWhy, LedgerState
from temu_core.order import ListedOrder, MarketplaceStatus


class CancelledOrdersStayOut(Promise):
    """
    An order whose cancellation was answered before its batch was recorded is never exported.

    Nor is one with an undecided request of the buyer, nor one that the run did
    not look at again.  A later cancellation raises an alert.
    """

    name = "I4"

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.batches is not after.batches:
            for key in after.batches.keys() - before.batches.keys():
                for order in after.batches[key].orders:
                    self._check(runner.views.get(order.number), order.number)
        if before.orders is not after.orders:
            for key, record in after.orders.items():
                was = before.orders.get(key)
                if (
                    record is not was
                    and record.state is LedgerState.CANCELLED_AFTER_EXPORT
                    and (was is None or was.state is not record.state)
                    and not _alerted(after, record.number)
                ):
                    self.broken(f"{record.number} was cancelled after its export without an alert")

    def settled(self) -> None:
        for number, order in self.world.marketplace.orders.items():
            record = self.world.tables.orders.get((SHOP, number))
            if record is None or order.listed.status is not MarketplaceStatus.CANCELLED:
                continue
            if record.closed_why is ClosedWhy.DONE_BY_HAND:
                # A person took it over: nothing more happens to it.
                continue
            if record.delivery is not None and not _alerted(self.world.tables, number):
                self.broken(f"{number} was cancelled after its export and nobody was told")
            if record.delivery is None and record.state is not LedgerState.CANCELLED:
                over = record.state in (LedgerState.CLOSED_ELSEWHERE, LedgerState.HELD)
                if not over and not record.erp_number:
                    self.broken(f"{number} is cancelled; our books say {record.state.value}")

    def _check(self, view: ListedOrder | None, number: str) -> None:
        if view is None:
            self.broken(f"{number} was exported without another look at it")
        if _is_cancelled(view):
            self.broken(f"{number} was exported although its cancellation had been answered")
        if view.labels:
            asked = min(label.value for label in view.labels)
            self.broken(f"{number} was exported although the marketplace showed: {asked}")


def _is_cancelled(view: ListedOrder) -> bool:
    return view.status is MarketplaceStatus.CANCELLED or not any(
        line.quantity for line in view.lines
    )


def _alerted(tables: Tables, number: str) -> bool:
    return any(
        stored.alert.kind is AlertKind.CANCELLED_AFTER_EXPORT and stored.alert.subject == number
        for stored in tables.alerts.values()
    )
