"""What goes wrong with a page of a list."""

from collections.abc import Callable
from typing import Any

import attrs

from simulation.dice import Dice
from simulation.faults import Call, Fault
from simulation.outcomes import reordered, shortened
from simulation.witness import Runner
from simulation.world import World

_F = Fault


@attrs.define
class Pages:
    """
    Remembers the latest page of each list, to show it again for another.
    """

    world: World
    latest: dict[str, Any] = attrs.field(factory=dict)

    def gone_wrong(
        self, call: Call, fault: Fault, dice: Dice, done: Callable[[], Any], runner: Runner
    ) -> Any:
        """
        Return a page that is not what it should be; None for another fault.
        """
        if fault is _F.PARTIAL_PAGE:
            return shortened(done(), dice.below(100))
        if fault is _F.REORDERED_PAGE:
            return reordered(done())
        if fault is _F.REPEATED_PAGE and call.method == "page" and "page" in self.latest:
            before, now = self.latest["page"], done()
            if type(before) is not type(now):
                return now
            runner.misled = True
            return before
        if fault in (_F.UPDATED_WHILE_PAGING, _F.REPEATED_PAGE):
            answer = done()
            self._update_the_oldest()
            return answer
        return None

    def _update_the_oldest(self) -> None:
        """
        Let the order at the end of the list move to its beginning.
        """
        orders = [order.listed for order in self.world.marketplace.orders.values()]
        if orders:
            oldest = min(orders, key=lambda listed: (listed.updated_at, listed.number))
            now = self.world.clock.now()
            self.world.marketplace.show(attrs.evolve(oldest, updated_at=now))
