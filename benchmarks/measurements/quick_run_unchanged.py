"""The inventory run that finds nothing to do: the one that happens all day."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measurement import Measurement, Once, Sample, Stopwatch, WrongResultError
from benchmarks.measurements.inventory_full_run import in_step, sync
from benchmarks.outside import Outside, running_outside
from entrypoints.open_shop import OpenShop
from temu_core.use_cases.sync_inventory import InventorySyncMode

_ORDER_LIST = "bg.order.list.v2.get"


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    with running_outside(folder, in_step(size)) as outside, outside.shop("shop") as shop:
        sync(shop, InventorySyncMode.FULL)
        sync(shop, InventorySyncMode.QUICK)
        yield lambda: _quick_run(outside, shop)


def _quick_run(outside: Outside, shop: OpenShop) -> Sample:
    outside.forget_calls()
    with Stopwatch() as watch:
        sync(shop, InventorySyncMode.QUICK)
    calls = dict(outside.calls())
    listed = calls.pop(_ORDER_LIST, 0)
    if not listed:
        raise WrongResultError("the newest orders were not asked for")
    others = {f"calls of {name}": times for name, times in calls.items() if times}
    return watch.sample(**{"order list": listed, "other calls": sum(calls.values()), **others})


MEASUREMENTS = (
    Measurement(
        name="quick_run_unchanged",
        what="an inventory quick run with nothing to change, and what it calls",
        unit="offers",
        sizes=(20_000,),
        tiny=100,
        prepare=_prepare,
    ),
)
