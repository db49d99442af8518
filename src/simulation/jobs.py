"""What a scheduler starts by itself, and what a person starts at a terminal."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

import attrs

from simulation.dice import Dice
from simulation.ports import Connector
from simulation.processes import Processes
from simulation.script import Step
from simulation.world import World
from temu_core.order import OrderNumber
from temu_core.rules.backfill import Backfill
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncMode, OrderSyncRequest, SyncResult
from temu_core.use_cases.take_orders import LIST_MOVED

ORDERS, STOCK, RECONCILIATION = "orders", "stock", "reconciliation"
_MINUTES_5, _MINUTE = timedelta(seconds=300), timedelta(seconds=60)
#: A number the marketplace never heard of; people mistype.
_UNKNOWN = OrderNumber("PO-404")

_ORDER_SYNCS: Mapping[Step, OrderSyncRequest] = MappingProxyType(
    {
        Step.ORDERS: OrderSyncRequest(mode=OrderSyncMode.FULL),
        Step.TRACKING: OrderSyncRequest(mode=OrderSyncMode.TRACKING_ONLY),
    }
)
_STOCK_SYNCS: Mapping[Step, InventorySyncRequest] = MappingProxyType(
    {
        Step.STOCK: InventorySyncRequest(mode=InventorySyncMode.FULL),
        Step.QUICK: InventorySyncRequest(mode=InventorySyncMode.QUICK),
    }
)
#: What another process may do while one waits inside a call.
ANY_JOB = (
    Step.ORDERS,
    Step.TRACKING,
    Step.STOCK,
    Step.QUICK,
    Step.BACKFILL,
    Step.BACKFILL_DAYS,
    Step.RECONCILIATION,
)


@attrs.frozen(kw_only=True)
class Jobs:
    """
    Starts each job as the product does, once.
    """

    world: World
    connector: Connector
    processes: Processes

    def do(self, step: Step, dice: Dice) -> None:
        """
        Do the run that *step* is.
        """
        if step in _STOCK_SYNCS:
            self.sync_stock(_STOCK_SYNCS[step])
        elif step in _ORDER_SYNCS:
            self.sync_orders(_ORDER_SYNCS[step])
        elif step is Step.RECONCILIATION:
            self.reconcile(dice.pick((1, 7, 14)))
        elif step is Step.BACKFILL:
            self.sync_orders(OrderSyncRequest(backfill=self._numbers(dice)))
        else:
            self.sync_orders(OrderSyncRequest(backfill=self._days(dice)))

    def the_same(self, job: str) -> bool:
        """
        Start the whole of *job*; False when it is none of these.
        """
        whole = {ORDERS: Step.ORDERS, STOCK: Step.STOCK, RECONCILIATION: Step.RECONCILIATION}
        if job not in whole:
            return False
        self.do(whole[job], Dice(1))
        return True

    def sync_orders(self, request: OrderSyncRequest) -> None:
        """
        Run the order sync.
        """
        self.processes.run(
            ORDERS,
            lambda run: self.connector.sync_orders(run, request),
            deadline=_MINUTES_5,
            incomplete=_incomplete,
            only_some=bool(request.backfill),
        )

    def sync_stock(self, request: InventorySyncRequest) -> None:
        """
        Run the inventory sync.
        """
        self.processes.run(
            STOCK,
            lambda run: self.connector.sync_inventory(run, request),
            deadline=_MINUTE,
            incomplete=_incomplete,
        )

    def reconcile(self, days: int) -> None:
        """
        Hold the orders of so many days against our books.
        """
        self.processes.run(
            RECONCILIATION,
            lambda run: self.connector.reconcile_orders(run, days=days),
            deadline=_MINUTES_5,
            incomplete=lambda report: "" if report.complete else LIST_MOVED,
            only_looks=True,
        )

    def _numbers(self, dice: Dice) -> Backfill:
        """
        Name one order or all of them, and sometimes one that does not exist.
        """
        there = sorted(self.world.marketplace.orders)
        named = there if dice.one_in(2) or not there else [dice.pick(there)]
        if dice.one_in(4) or not named:
            named = [*named, _UNKNOWN]
        return Backfill(numbers=tuple(named))

    def _days(self, dice: Dice) -> Backfill:
        """
        Name some days that may be over and may be to come.
        """
        last = self.world.clock.now().date() + timedelta(days=dice.among(-1, 1))
        return Backfill(placed_from=last - timedelta(days=dice.below(4)), placed_to=last)


def _incomplete(result: SyncResult) -> str:
    return result.incomplete
