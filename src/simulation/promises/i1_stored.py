"""I1: every order is stored."""

from adapters.memory.tables import Tables
from job_core.run import Run, RunState
from simulation.ports import SHOP
from simulation.promises.promise import Promise
from simulation.witness import Runner
from temu_core.order import OrderNumber


class EveryOrderIsStored(Promise):
    """
    Every order the marketplace showed is stored, and none is ever lost again.

    A run that died or failed may have been shown more, and one that only
    compares stores nothing; the next one is shown it too.
    """

    name = "I1"

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.orders is not after.orders and not before.orders.keys() <= after.orders.keys():
            gone = sorted(number for _, number in before.orders.keys() - after.orders.keys())
            self.broken(f"order {gone[0]} was stored and is gone")

    def ended(self, runner: Runner, run: Run) -> None:
        if run.state is RunState.SUCCESS and not runner.only_looks:
            missing = self._not_stored(runner.shown)
            if missing:
                self.broken(f"run {run.id} was shown order {missing[0]} and did not store it")

    def settled(self) -> None:
        missing = self._not_stored(self.world.marketplace.orders.keys() | self.witness.shown)
        if missing:
            self.broken(f"order {missing[0]} is on the marketplace and was never stored")

    def _not_stored(self, numbers: set[OrderNumber]) -> list[OrderNumber]:
        orders = self.world.tables.orders
        return sorted(number for number in numbers if (SHOP, number) not in orders)
