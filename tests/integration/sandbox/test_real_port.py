"""
What only a real connection can show: cuts, and calls at the same time.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import attrs
import httpx
import pytest
from tests.integration.sandbox.caller import Caller

from sandbox.serve import bind, serve
from sandbox.world import World

EDIT = "bg.local.goods.stock.edit"
GOODS, SKU = 601099500000001, 17592200000001


@pytest.fixture
def served(world: World) -> Iterator[Caller]:
    with serve(world) as urls, httpx.Client(timeout=5) as client:
        yield Caller(world, client, urls.temu)


def _edit(temu: Caller, stock: int) -> int:
    targets = [{"skuId": SKU, "stockTarget": stock}]
    return temu.code(EDIT, goodsId=GOODS, skuStockTargetList=targets)


def test_a_cut_before_the_effect_leaves_everything_as_it_was(world: World, served: Caller) -> None:
    world.switches.update(cut_before_next={"n": 1, "for_type": EDIT})
    stock = world.shop.offers[SKU].stock

    with pytest.raises(httpx.RemoteProtocolError):
        _edit(served, stock + 1)

    assert world.shop.offers[SKU].stock == stock
    assert _edit(served, stock + 1) == 1000000


def test_a_cut_after_the_effect_hides_that_it_happened(world: World, served: Caller) -> None:
    world.switches.update(cut_after_next=1)
    stock = world.shop.offers[SKU].stock

    with pytest.raises(httpx.RemoteProtocolError):
        _edit(served, stock + 1)

    assert world.shop.offers[SKU].stock == stock + 1


def test_a_late_answer_comes_after_the_effect(world: World, served: Caller) -> None:
    """
    Whoever lets go meanwhile does not know what it did.
    """
    world.switches.update(late_answer_next=1, late_answer_ms=5_000)
    stock = world.shop.offers[SKU].stock

    with httpx.Client(timeout=2) as impatient, pytest.raises(httpx.ReadTimeout):
        _edit(attrs.evolve(served, http=impatient), stock + 1)

    assert world.shop.offers[SKU].stock == stock + 1


def test_slow_calls_are_in_flight_together(world: World, served: Caller) -> None:
    world.switches.update(latency_ms=40)

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda stock: _edit(served, stock), range(1, 5)))

    assert codes == [1000000] * 4
    assert 2 <= world.traffic.max_in_flight <= 4


def test_only_the_loopback_interface_is_served(world: World) -> None:
    with pytest.raises(ValueError, match="loopback"):
        bind(world, host="0.0.0.0")


def test_the_places_of_the_world_are_told(world: World) -> None:
    with serve(world) as urls:
        assert urls.temu.endswith("/openapi/router")
        assert urls.jtl == f"sqlite:///{world.jtl_database}"
        assert httpx.get(f"{urls.control}/traffic", timeout=5).json()["calls"] == 0
