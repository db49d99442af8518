"""The inventory run that finds nothing to do: the one that happens all day."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import attrs

from benchmarks.measurement import Measurement, Once, Sample, Stopwatch, WrongResultError
from benchmarks.outside import Outside, running_outside
from entrypoints.open_shop import OpenShop
from job_core.run import RunState
from sandbox.jtl.setup import JtlArticle
from sandbox.scenario.large import large_scenario
from sandbox.scenario.script import Scenario
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest

_ORDERS = 100
_ACCOUNT = "bg.open.accesstoken.info.get"
_ORDER_LIST = "bg.order.list.v2.get"


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    with running_outside(folder, _in_step(size)) as outside, outside.shop("shop") as shop:
        _sync(shop, InventorySyncMode.FULL)
        _sync(shop, InventorySyncMode.QUICK)
        yield lambda: _quick_run(outside, shop)


def _in_step(offers: int) -> Scenario:
    """
    Return a world in which the marketplace shows what the ERP has.
    """
    scenario = large_scenario(orders=min(_ORDERS, offers), offers=offers)
    articles = tuple(
        JtlArticle(number=offer.seller_sku, name=offer.name, stock={1: Decimal(offer.stock)})
        for offer in scenario.offers
    )
    return attrs.evolve(scenario, articles=articles)


def _quick_run(outside: Outside, shop: OpenShop) -> Sample:
    outside.forget_calls()
    with Stopwatch() as watch:
        _sync(shop, InventorySyncMode.QUICK)
    calls = dict(outside.calls())
    account, listed = calls.pop(_ACCOUNT, 0), calls.pop(_ORDER_LIST, 0)
    if calls:
        raise WrongResultError(f"nothing changed, yet it called {calls}")
    return watch.sample(account=account, order_list=listed)


def _sync(shop: OpenShop, mode: InventorySyncMode) -> None:
    run = shop.sync_inventory(InventorySyncRequest(mode=mode)).run
    if run.state is not RunState.SUCCESS:
        raise WrongResultError(f"the {mode.value} run ended {run.state.value}: {run.error}")


MEASUREMENT = Measurement(
    name="quick_run_unchanged",
    what="an inventory quick run with nothing to change; calls the account and the order list only",
    unit="offers",
    sizes=(20_000,),
    tiny=100,
    prepare=_prepare,
)
