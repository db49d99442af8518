"""The marketplace offers what the ERP can still sell, and never more."""

import pytest
from tests.unit.workflows.faults import MovingOfferFeed, SilentStock
from tests.unit.workflows.world import NORTH, ShopWorld

from job_core.run import RunState
from temu_core.alert import AlertKind
from temu_core.offer import GoodsId
from temu_core.shop import StockPolicy, StockSharing
from temu_core.use_cases.sync_inventory import InventorySyncMode


def test_an_offer_shows_what_the_erp_can_sell(world: ShopWorld) -> None:
    world.offer(stock=3)

    world.sync_inventory()

    assert world.for_sale() == 100


def test_a_delta_applied_twice_is_empty_the_second_time(world: ShopWorld) -> None:
    world.offer(stock=3)

    world.sync_inventory()
    world.sync_inventory(mode=InventorySyncMode.QUICK)
    world.sync_inventory()

    assert len(world.marketplace.stock_updates) == 1


def test_an_article_that_is_sold_out_is_set_to_zero(world: ShopWorld) -> None:
    world.offer(stock=3)
    world.erp.article("LAMP-1", 0)

    world.sync_inventory()

    assert [update.units for update in world.marketplace.stock_updates] == [0]


def test_units_held_back_and_those_not_in_the_warehouse_are_not_offered() -> None:
    """
    Defect 9 of the original: physical stock was offered, whatever was reserved.
    """
    world = ShopWorld.open(stock=StockPolicy(buffer_units=2))
    world.erp.article("LAMP-1", 10, physical=7)
    world.offer(stock=0)

    world.sync_inventory()

    assert world.for_sale() == 5


def test_an_article_the_erp_does_not_have_is_left_alone_and_not_set_to_zero(
    world: ShopWorld,
) -> None:
    world.offer(17, stock=3)
    world.offer(18, stock=5, seller_sku="UNKNOWN-1")

    world.sync_inventory()

    assert (world.for_sale(17), world.for_sale(18)) == (100, 5)


@pytest.mark.parametrize(
    ("sharing", "shown"), [(StockSharing.SPLIT, [4, 3]), (StockSharing.POOL, [7, 7])]
)
def test_two_offers_of_one_article_share_its_stock(sharing: StockSharing, shown: list[int]) -> None:
    world = ShopWorld.open(stock=StockPolicy(sharing=sharing))
    world.erp.article("LAMP-1", 7)
    world.offer(17)
    world.offer(18)

    world.sync_inventory()

    assert [world.for_sale(17), world.for_sale(18)] == shown
    for sku_id in (17, 18):
        (state,) = [o for o in world.books.offer_book.active(NORTH) if o.sku_id == sku_id]
        assert state.target is not None
        assert state.target.availability.units == 7


def test_many_offers_of_one_article_are_no_shrunken_answer(world: ShopWorld) -> None:
    """
    The ERP answers articles; one article may have any number of offers.
    """
    for sku_id in (17, 18, 19):
        world.offer(sku_id)
    world.sync_inventory()
    world.erp.article("LAMP-1", 30)

    executed = world.sync_inventory()

    assert executed.run.state is RunState.SUCCESS
    assert [world.for_sale(sku_id) for sku_id in (17, 18, 19)] == [10, 10, 10]


def test_a_refused_offer_is_tried_again_and_the_others_are_remembered(world: ShopWorld) -> None:
    world.erp.article("VASE-1", 5)
    world.offer(17, stock=1)
    world.offer(18, stock=1, seller_sku="VASE-1")
    world.marketplace.moods.refuses["18"] = "the offer is under review"

    world.sync_inventory()
    assert (world.for_sale(17), world.for_sale(18)) == (100, 1)
    assert (AlertKind.STOCK_REFUSED, "18") in world.alerts()

    world.marketplace.moods.refuses.clear()
    world.sync_inventory(mode=InventorySyncMode.QUICK)

    assert [(u.sku_id, u.units) for u in world.marketplace.stock_updates] == [(17, 100), (18, 5)]


def test_more_units_than_the_marketplace_takes_are_cut_off(world: ShopWorld) -> None:
    world.erp.article("LAMP-1", 2_000_000)
    world.offer(stock=999_000)

    for _ in range(2):
        world.sync_inventory()

    assert world.for_sale() == 1_000_000
    assert [update.units for update in world.marketplace.stock_updates] == [1_000_000]
    assert world.books.offer_book.counts(NORTH).out_of_step == 0
    assert world.books.outside_writes.open(NORTH) == []


def test_a_clock_set_back_while_offers_are_listed_retires_none(world: ShopWorld) -> None:
    world.offer(stock=3)
    world.sync_inventory()
    world.later(hours=1)

    feed = MovingOfferFeed(world.marketplace, lambda: world.later(seconds=-2))
    world.fake(offer_feed=feed)
    world.erp.article("LAMP-1", 0)
    world.sync_inventory()

    assert world.for_sale() == 0


def test_an_offer_that_vanished_is_left_alone(world: ShopWorld) -> None:
    sku_id = world.offer(stock=3)
    world.sync_inventory()
    world.later(minutes=10)
    del world.marketplace.offers[sku_id]

    world.sync_inventory()
    world.erp.article("LAMP-1", 50)
    executed = world.sync_inventory(mode=InventorySyncMode.QUICK)

    assert list(world.books.offer_book.active(NORTH)) == []
    assert executed.run.state is RunState.SUCCESS
    assert len(world.marketplace.stock_updates) == 1


def test_the_offers_of_one_product_are_set_in_one_call(world: ShopWorld) -> None:
    for sku_id in (17, 18):
        world.offer(sku_id)
    world.offer(19, goods_id=GoodsId(602))

    world.sync_inventory()

    assert len(world.marketplace.stock_calls) == 2
    assert len(world.marketplace.stock_updates) == 3


def test_a_number_whose_answer_was_lost_is_read_back_before_another_is_sent(
    world: ShopWorld,
) -> None:
    world.offer(stock=3)
    world.marketplace.moods.loses_answers = True
    world.sync_inventory()
    world.marketplace.moods.loses_answers = False
    world.erp.article("LAMP-1", 50)

    world.fake(marketplace_stock=SilentStock(world.marketplace))
    world.sync_inventory()
    assert world.for_sale() == 100, "nobody knows yet what became of the first number"
    world.fake()
    world.sync_inventory()

    assert world.for_sale() == 50
    assert world.books.outside_writes.open(NORTH) == []


def test_a_number_lost_on_its_way_is_sent_again_after_a_look(world: ShopWorld) -> None:
    world.offer(stock=3)
    world.marketplace.moods.loses_requests = True
    world.sync_inventory()
    world.marketplace.moods.loses_requests = False

    world.sync_inventory(mode=InventorySyncMode.QUICK)

    assert world.for_sale() == 100
