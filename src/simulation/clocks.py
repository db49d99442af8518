"""The time of the simulated world, and the machine's idea of it."""

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import attrs

from shared_kernel.clock import Clock

#: When every simulated day begins: a Monday morning.
DAWN = datetime(2026, 3, 2, 6, tzinfo=UTC)


@attrs.define
class WorldClock(Clock):
    """
    The true time.  It stands still until it is told to pass.

    What was set for a moment happens when the time comes to it, in order.
    """

    _moment: datetime = DAWN
    _alarms: list[tuple[datetime, int, Callable[[], object]]] = attrs.field(factory=list)
    _set: int = 0

    def now(self) -> datetime:
        """
        Return the true time.
        """
        return self._moment

    def at(self, moment: datetime, happens: Callable[[], object]) -> None:
        """
        Let something happen at *moment*.
        """
        self._set += 1
        heapq.heappush(self._alarms, (moment, self._set, happens))

    def pass_(self, span: timedelta) -> None:
        """
        Let so much time pass.
        """
        until = self._moment + span
        while self._alarms and self._alarms[0][0] <= until:
            moment, _, happens = heapq.heappop(self._alarms)
            self._moment = max(self._moment, moment)
            happens()
        self._moment = max(self._moment, until)


@attrs.define
class MachineClock(Clock):
    """
    What our machine's clock shows: the true time, and an error.
    """

    world: WorldClock
    error: timedelta = timedelta(0)

    def now(self) -> datetime:
        """
        Return the time as the machine shows it.
        """
        return self.world.now() + self.error
