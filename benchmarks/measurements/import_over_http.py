"""Taking orders in from a marketplace that is far away, or that allows few calls a second."""

import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import attrs

from adapters.http.client import MOST_IN_FLIGHT
from benchmarks.measurement import Measurement, Once, Sample, Stopwatch, WrongResultError
from benchmarks.outside import Outside, running_outside
from benchmarks.seed_way.gateway import Gateway
from benchmarks.seed_way.import_orders import import_orders
from sandbox.scenario.large import large_scenario
from shared_kernel.run_context import RunContext
from temu_core.ledger import LedgerState
from temu_core.use_cases.take_orders import TakeOrders

_LATENCY_MS = 100
_PER_SECOND = 20
#: Asked for one after the other, because each answer decides what is asked next.
_SERIAL = "bg.order.list.v2.get"
#: One request after another takes minutes beyond this size.
_MOST_FOR_SEEDS = 100


@attrs.frozen
class _Import:
    """
    Steps 1 and 2 of the order sync into an empty database.
    """

    #: 0: no limit of ours.
    per_second: int = 0

    @contextmanager
    def prepare(self, size: int, folder: Path) -> Iterator[Once]:
        scenario = large_scenario(orders=size, offers=max(size, 100))
        with running_outside(folder, scenario) as outside:
            outside.slow_down(_LATENCY_MS)
            shops = (f"shop-{number}" for number in itertools.count(1))
            # Nothing about it changes from one execution to the next, so it is measured once.
            seeds_s = _seeds(outside, folder, size) if size <= _MOST_FOR_SEEDS else None

            def once() -> Sample:
                sample = self._import(outside, next(shops), size)
                return attrs.evolve(sample, seeds_s=None if self.per_second else seeds_s)

            yield once

    def _import(self, outside: Outside, name: str, size: int) -> Sample:
        with outside.shop(name, requests_per_second=self.per_second) as shop:
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
        bound = sum(calls.values()) / self.per_second if self.per_second else _lower_bound(calls)
        return watch.sample(lower_bound_s=bound, calls=sum(calls.values()))


def _lower_bound(calls: Mapping[str, int]) -> float:
    """
    Return what the latency alone costs when as many calls as we allow are in flight.
    """
    serial = calls.get(_SERIAL, 0)
    parallel = sum(calls.values()) - serial
    return (serial + -(-parallel // MOST_IN_FLIGHT)) * _LATENCY_MS / 1000


def _seeds(outside: Outside, folder: Path, size: int) -> float:
    sandbox = outside.sandbox
    gateway = Gateway(
        url=sandbox.temu,
        app_key=sandbox.app_key,
        app_secret=sandbox.app_secret,
        access_token=sandbox.access_token,
        timestamp=int(sandbox.now().timestamp()),
    )
    imported = import_orders(gateway, folder)
    if imported.orders != size:
        raise WrongResultError(f"the other way took {imported.orders} of {size} orders")
    return imported.seconds


MEASUREMENTS = (
    Measurement(
        name="import_over_http",
        what=f"list, addresses, amounts of new orders, {_LATENCY_MS} ms per call → SQLite",
        unit="orders",
        sizes=(100, 1_000),
        tiny=3,
        prepare=_Import().prepare,
        repeats_at={1_000: 3},
    ),
    Measurement(
        name="import_at_20_per_second",
        what=f"the same with {_PER_SECOND} requests a second, as Temu allows",
        unit="orders",
        sizes=(100, 1_000),
        tiny=3,
        prepare=_Import(_PER_SECOND).prepare,
        repeats_at={100: 3, 1_000: 1},
    ),
)
