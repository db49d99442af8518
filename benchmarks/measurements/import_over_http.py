"""Taking orders in from a marketplace that is far away."""

import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from adapters.http.client import MOST_IN_FLIGHT
from benchmarks.measurement import Measurement, Once, Sample, Stopwatch, WrongResultError
from benchmarks.outside import Outside, running_outside
from sandbox.scenario.large import large_scenario
from shared_kernel.run_context import RunContext
from temu_core.ledger import LedgerState
from temu_core.use_cases.take_orders import TakeOrders

_LATENCY_MS = 100
#: Asked for one after the other, because each answer decides what is asked next.
_SERIAL = "bg.order.list.v2.get"


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    scenario = large_scenario(orders=size, offers=max(size, 100))
    with running_outside(folder, scenario) as outside:
        outside.slow_down(_LATENCY_MS)
        shops = (f"shop-{number}" for number in itertools.count(1))
        yield lambda: _import(outside, next(shops), size)


def _import(outside: Outside, name: str, size: int) -> Sample:
    with outside.shop(name) as shop:
        now = outside.sandbox.now()
        outside.forget_calls()
        watch = Stopwatch()

        def work(run: RunContext) -> str:
            take_orders: TakeOrders = shop.use_cases.take_orders()
            with watch:
                return take_orders(run, now)

        incomplete = shop.by_person(work)
        calls = outside.calls()
        ready = shop.adapters.order_book().counts(shop.shop).get(LedgerState.READY, 0)
    if incomplete or ready != size:
        raise WrongResultError(f"{ready} of {size} orders are ready {incomplete}")
    return watch.sample(lower_bound_s=_lower_bound(calls), calls=sum(calls.values()))


def _lower_bound(calls: Mapping[str, int]) -> float:
    """
    Return what the latency alone costs when as many calls as we allow are in flight.
    """
    serial = calls.get(_SERIAL, 0)
    parallel = sum(calls.values()) - serial
    return (serial + -(-parallel // MOST_IN_FLIGHT)) * _LATENCY_MS / 1000


MEASUREMENT = Measurement(
    name="import_over_http",
    what=f"list, addresses and amounts of new orders over HTTP, {_LATENCY_MS} ms per call → SQLite",
    unit="orders",
    sizes=(100,),
    tiny=3,
    prepare=_prepare,
)
