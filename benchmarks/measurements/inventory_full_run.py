"""The nightly inventory run: list every offer, read every stock, set the few that differ."""

import itertools
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

import attrs

from adapters.http.client import MOST_IN_FLIGHT
from benchmarks.measurement import Measurement, Once, Sample, Stopwatch, WrongResultError
from benchmarks.outside import Outside, running_outside
from entrypoints.open_shop import OpenShop
from job_core.run import RunState
from sandbox.jtl.setup import JtlArticle
from sandbox.scenario.large import large_scenario
from sandbox.scenario.script import Scenario
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest

_LATENCY_MS = 100
_ORDERS = 100
#: One offer in so many differs.
_ONE_IN = 100
#: Asked at the same time; everything else waits for the answer before.
_PARALLEL = frozenset({"bg.local.goods.stock.edit", "temu.local.goods.sku.stock.query"})


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    with running_outside(folder, in_step(size)) as outside, outside.shop("shop") as shop:
        sync(shop, InventorySyncMode.FULL)
        outside.slow_down(_LATENCY_MS)
        # One unit fewer, then one more: whatever was set before, the same offers differ.
        units = itertools.cycle((-1, 1))
        yield lambda: _full_run(outside, shop, next(units), size)


def in_step(offers: int) -> Scenario:
    """
    Return a world in which the marketplace shows what the ERP has.
    """
    scenario = large_scenario(orders=min(_ORDERS, offers), offers=offers)
    articles = tuple(
        JtlArticle(number=offer.seller_sku, name=offer.name, stock={1: Decimal(offer.stock)})
        for offer in scenario.offers
    )
    return attrs.evolve(scenario, articles=articles)


def sync(shop: OpenShop, mode: InventorySyncMode) -> None:
    """
    Run the inventory sync; it must succeed.
    """
    run = shop.sync_inventory(InventorySyncRequest(mode=mode)).run
    if run.state is not RunState.SUCCESS:
        raise WrongResultError(f"the {mode.value} run ended {run.state.value}: {run.error}")


def _full_run(outside: Outside, shop: OpenShop, units: int, size: int) -> Sample:
    changed = _sell(outside.sandbox.jtl, units)
    outside.forget_calls()
    with Stopwatch() as watch:
        sync(shop, InventorySyncMode.FULL)
    calls = outside.calls()
    if changed < size // _ONE_IN or not calls.get("bg.local.goods.stock.edit"):
        raise WrongResultError(f"{changed} articles changed, and it called {dict(calls)}")
    return watch.sample(
        lower_bound_s=_lower_bound(calls), calls=sum(calls.values()), changed=changed
    )


def _sell(jtl: str, units: int) -> int:
    """
    Let the ERP have so many units more of one article in a hundred; return of how many.
    """
    with closing(sqlite3.connect(jtl.removeprefix("sqlite:///"))) as erp, erp:
        # The sandbox notes writes that are not its own.
        erp.execute("UPDATE sandbox_mark SET writing = 1")
        done = erp.execute(
            "UPDATE tlagerbestand SET fVerfuegbar = fVerfuegbar + ? "
            f"WHERE kArtikel % {_ONE_IN} = 11",
            (units,),
        )
        erp.execute("UPDATE sandbox_mark SET writing = 0")
        return done.rowcount


def _lower_bound(calls: Mapping[str, int]) -> float:
    parallel = sum(times for operation, times in calls.items() if operation in _PARALLEL)
    serial = sum(calls.values()) - parallel
    return (serial + -(-parallel // MOST_IN_FLIGHT)) * _LATENCY_MS / 1000


MEASUREMENTS = (
    Measurement(
        name="inventory_full_run",
        what=f"all four steps, one offer in {_ONE_IN} changed, {_LATENCY_MS} ms per call",
        unit="offers",
        sizes=(500, 20_000),
        tiny=100,
        prepare=_prepare,
        repeats_at={20_000: 3},
    ),
)
