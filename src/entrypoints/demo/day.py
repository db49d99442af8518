"""The day a demonstration plays."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

import attrs

from entrypoints.demo.world import DemoWorld
from entrypoints.open_shop import OpenShop
from job_core.run import Run
from job_core.watch import Watch
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncRequest

#: No run of a demonstration needs longer, not even the large one.
DEADLINE = timedelta(minutes=10)


@attrs.frozen(kw_only=True)
class Hour:
    """
    One moment of the day: let time pass, then run what is due.
    """

    after: timedelta
    what: str
    orders: bool = True
    inventory: InventorySyncMode | None = None


DAY: Mapping[str, Sequence[Hour]] = MappingProxyType(
    {
        "small": (
            Hour(
                after=timedelta(0),
                what="the first look: stock out, orders in",
                inventory=InventorySyncMode.FULL,
            ),
            Hour(after=timedelta(minutes=30), what="the ERP has booked; late amounts arrive"),
            Hour(
                after=timedelta(hours=3),
                what="parcels leave; some orders were never booked",
                inventory=InventorySyncMode.QUICK,
            ),
            Hour(after=timedelta(hours=4), what="buyers cancel, more parcels leave"),
            Hour(after=timedelta(hours=8), what="the evening"),
            Hour(
                after=timedelta(hours=16),
                what="the next day: second parcels, last cancellations",
                inventory=InventorySyncMode.FULL,
            ),
            Hour(after=timedelta(hours=1), what="nothing new"),
        ),
        "large": (
            Hour(
                after=timedelta(0),
                what="20,000 offers, 10,000 orders",
                inventory=InventorySyncMode.FULL,
            ),
            Hour(after=timedelta(hours=4), what="all parcels have left"),
        ),
    }
)


def play(
    world: DemoWorld,
    shop: OpenShop,
    day: Sequence[Hour],
    watch: Watch,
    tell: Callable[[Hour, str, tuple[Run, ...]], None],
) -> None:
    """
    Play *day*: move the sandbox's clock, run what is due, tell each moment's runs.
    """
    for hour in day:
        if hour.after:
            world.advance(hour.after)
        done: list[Run] = []
        if hour.inventory is not None:
            request = InventorySyncRequest(mode=hour.inventory)
            done.append(shop.sync_inventory(request, watch).run)
        if hour.orders:
            done.append(shop.sync_orders(OrderSyncRequest(), watch).run)
        tell(hour, f"{world.clock.now():%Y-%m-%d %H:%M} UTC", tuple(done))
