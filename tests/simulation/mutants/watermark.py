"""Ways to let the watermark pass an order."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import attrs
from tests.simulation.mutants.mutation import Mutation, changing, replacing

from entrypoints.container.use_cases import UseCases
from shared_kernel.clock import Clock
from shared_kernel.errors import Problem
from shared_kernel.run_context import RunContext
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber
from temu_core.ports.order_feed import ListedBy
from temu_core.ports.watermarks import Watermarks
from temu_core.rules.backfill import Backfill
from temu_core.use_cases.backfill_orders import BackfillOrders
from temu_core.use_cases.take_orders import UPDATES, TakeOrders
from temu_core.use_cases.walk_orders import Completeness, WalkOrders
from temu_core.window import Window

_LATER = timedelta(microseconds=1)


@attrs.frozen(kw_only=True)
class WatermarkFirst(TakeOrders):
    """
    Moves the watermark before anything is stored.
    """

    def __call__(
        self,
        run: RunContext,
        now: datetime,
        *,
        days_back: int | None = None,
        status: MarketplaceStatus | None = None,
    ) -> str:
        self.watermarks.advance(run.fence, UPDATES, now)
        return super().__call__(run, now, days_back=days_back, status=status)


@attrs.frozen(kw_only=True)
class NoOverlap(WalkOrders):
    """
    Lists from the watermark on, not from a little before it.
    """

    later: timedelta = timedelta(0)

    def __call__(
        self,
        run: RunContext,
        window: Window,
        completeness: Completeness,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> Iterator[Mapping[OrderNumber, ListedOrder | Problem]]:
        start = min(window.start + self.policy.overlap + self.later, window.end)
        first_look = window.end - window.start > timedelta(days=self.policy.days_back) - _LATER
        if by is ListedBy.UPDATED and not first_look:
            window = attrs.evolve(window, start=start)
        return super().__call__(run, window, completeness, by=by, status=status)


@attrs.frozen(kw_only=True)
class StrictWindow(NoOverlap):
    """
    Lists what is younger than the watermark, not what is as old.

    The overlap alone hides this mistake, so it is gone as well.
    """

    later: timedelta = _LATER


@attrs.frozen(kw_only=True)
class BackfillTicksOff(BackfillOrders):
    """
    Moves the watermark after a backfill.
    """

    watermarks: Watermarks
    clock: Clock

    def __call__(self, run: RunContext, wanted: Backfill) -> str:
        missing = super().__call__(run, wanted)
        self.watermarks.advance(run.fence, UPDATES, self.clock.now())
        return missing


def _backfill_that_ticks_off(use_cases: UseCases) -> None:
    adapters = use_cases.adapters
    use_cases.backfill_orders.set_provides(BackfillTicksOff)
    use_cases.backfill_orders.add_kwargs(watermarks=adapters.watermarks, clock=adapters.clock)


MUTATIONS = (
    Mutation("watermark before storing", "I7", replacing("take_orders", WatermarkFirst)),
    Mutation("strict instead of inclusive window", "I7", replacing("walk_orders", StrictWindow)),
    Mutation("no overlap", "I7", replacing("walk_orders", NoOverlap)),
    Mutation("backfill moving the watermark", "I7", changing(_backfill_that_ticks_off)),
)
