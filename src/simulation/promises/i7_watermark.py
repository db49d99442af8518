"""I7: the watermark passes nothing that is not stored."""

from datetime import timedelta

from adapters.memory.tables import Tables
from simulation.ports import SHOP
from simulation.promises.promise import Promise
from simulation.witness import Runner
from temu_core.use_cases.take_orders import UPDATES

#: So late the marketplace may show an order that it dates back: the least overlap promised for.
SHOWN_LATE = timedelta(hours=1)


class WatermarkPassesNothing(Promise):
    """
    The watermark never passes an order that is not stored.

    An order the marketplace shows up to an hour late is listed again until
    then.  A backfill leaves it where it is.  At rest it has caught up.
    """

    name = "I7"

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.watermarks is after.watermarks:
            return
        watermark = after.watermarks.get((SHOP, UPDATES))
        if watermark is None:
            return
        if runner.only_some and watermark != before.watermarks.get((SHOP, UPDATES)):
            self.broken("a run that was told which orders to take moved the watermark")
        for number, order in self.world.marketplace.orders.items():
            if order.listed.updated_at < watermark - SHOWN_LATE and (
                (SHOP, number) not in after.orders
            ):
                self.broken(
                    f"the watermark is at {watermark:%H:%M} and order {number} of "
                    f"{order.listed.updated_at:%H:%M} is not stored"
                )

    def settled(self) -> None:
        watermark = self.world.tables.watermarks.get((SHOP, UPDATES))
        behind = timedelta(minutes=1)
        if watermark is None or watermark < self.world.clock.now() - behind:
            self.broken("the watermark did not catch up although nothing fails any more")
        for number, order in self.world.marketplace.orders.items():
            record = self.world.tables.orders.get((SHOP, number))
            if record is not None and record.listed.updated_at < order.listed.updated_at:
                self.broken(f"our books have an old view of {number}")
