"""Two shops sell from one warehouse."""

from collections.abc import Sequence

import attrs
import pytest
from tests.unit.workflows.world import NORTH, ShopWorld

from adapters.memory.marketplace import MemoryMarketplace
from temu_core.order import ShopId
from temu_core.shop import StockPolicy, StockSharing

SOUTH = ShopId("south")


def two_shops(sharing: StockSharing) -> tuple[ShopWorld, ShopWorld]:
    """
    Return the shops north and south, each with an account and an offer of the same lamp.
    """
    world = ShopWorld.open(stock=StockPolicy(sharing=sharing))
    shops = tuple(
        attrs.evolve(
            world,
            marketplace=MemoryMarketplace(clock=world.clock),
            setup=attrs.evolve(world.setup, shop=shop, shops=(SOUTH, NORTH)),
            use_cases=None,
        )
        for shop in (NORTH, SOUTH)
    )
    for shop in shops:
        shop.offer(17)
    return shops[0], shops[1]


def on_sale(shops: Sequence[ShopWorld]) -> list[int]:
    """
    Return what each shop would sell, once each has synced after the other.
    """
    for shop in (*shops, *shops):
        shop.sync_inventory()
    return [shop.for_sale() for shop in shops]


@pytest.mark.parametrize(
    ("sharing", "expected"), [(StockSharing.SPLIT, [4, 3]), (StockSharing.POOL, [7, 7])]
)
def test_two_shops_share_the_stock_of_one_article(
    sharing: StockSharing, expected: list[int]
) -> None:
    shops = two_shops(sharing)
    shops[0].erp.article("LAMP-1", 7)

    assert on_sale(shops) == expected


def test_the_last_unit_is_offered_by_one_of_two_shops() -> None:
    north, south = two_shops(StockSharing.SPLIT)
    north.erp.article("LAMP-1", 1)

    north.sync_inventory()
    south.sync_inventory()

    assert (north.for_sale(), south.for_sale()) == (1, 0)


def test_a_shop_without_the_article_takes_no_share_of_it() -> None:
    north, south = two_shops(StockSharing.SPLIT)
    south.erp.article("VASE-1", 5)
    south.offer(17, seller_sku="VASE-1")

    assert on_sale([north, south]) == [100, 5]


def test_a_shop_writes_down_its_own_targets_only() -> None:
    north, south = two_shops(StockSharing.SPLIT)
    south.sync_inventory()
    before = list(south.books.offer_book.active(SOUTH))

    north.erp.article("LAMP-1", 8)
    north.sync_inventory()

    assert list(south.books.offer_book.active(SOUTH)) == before
    assert north.for_sale() == 4
