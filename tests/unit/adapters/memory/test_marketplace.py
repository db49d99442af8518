"""What the marketplace in memory does besides its ports."""

from datetime import timedelta

import pytest
from tests.builders.orders import a_line, an_order
from tests.unit.adapters.memory.marketplace import MemoryMarketplaceWorld

from adapters.memory.order_feed import MemoryOrderFeed
from shared_kernel.errors import Family, Problem
from temu_core.details import Details, Needs
from temu_core.offer import SkuId
from temu_core.order import MarketplaceStatus, OrderNumber


@pytest.fixture
def world() -> MemoryMarketplaceWorld:
    return MemoryMarketplaceWorld()


def test_what_is_sold_is_not_for_sale_any_more(world: MemoryMarketplaceWorld) -> None:
    lamp = world.add_offer("LAMP-1", stock=5)

    world.marketplace.sell(an_order(lines=[a_line(sku_id=lamp.sku_id, quantity=2)]))

    assert world.marketplace.offers[lamp.sku_id].offer.stock == 3
    assert world.marketplace.oversold == {}


def test_units_that_were_not_there_are_counted(world: MemoryMarketplaceWorld) -> None:
    lamp = world.add_offer("LAMP-1", stock=1)

    world.marketplace.sell(an_order(lines=[a_line(sku_id=lamp.sku_id, quantity=3)]))

    assert world.marketplace.offers[lamp.sku_id].offer.stock == 0
    assert world.marketplace.oversold == {lamp.sku_id: 2}


def test_a_cancelled_order_gives_its_units_back(world: MemoryMarketplaceWorld) -> None:
    lamp = world.add_offer("LAMP-1", stock=5)
    order = an_order(lines=[a_line(sku_id=lamp.sku_id, quantity=2)])
    world.marketplace.sell(order)
    world.pass_time(timedelta(hours=1))

    world.marketplace.cancel(order.number)

    listed = world.marketplace.orders[order.number].listed
    assert world.marketplace.offers[SkuId(lamp.sku_id)].offer.stock == 5
    assert listed.status is MarketplaceStatus.CANCELLED
    assert listed.updated_at == world.now()
    assert [(line.quantity, line.cancelled) for line in listed.lines] == [(0, 2)]


def test_a_newer_version_of_an_order_keeps_its_address(world: MemoryMarketplaceWorld) -> None:
    placed = world.place_order(1)
    before = world.marketplace.orders[placed.number]

    world.marketplace.show(an_order(placed.number))

    after = world.marketplace.orders[placed.number]
    assert (after.address, after.amounts) == (before.address, before.amounts)


def test_a_problem_takes_the_place_of_one_detail(world: MemoryMarketplaceWorld) -> None:
    placed = world.place_order(1)
    problem = Problem(family=Family.TRY_LATER, text="too busy")
    world.marketplace.moods.problems[placed.number] = Details(amounts=problem)

    answer = MemoryOrderFeed(world.marketplace).details(
        {placed.number: Needs(address=True, amounts=True)}
    )

    details = answer.orders[OrderNumber(placed.number)]
    assert details.amounts == problem
    assert not isinstance(details.address, Problem)
