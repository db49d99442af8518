"""An offer without a seller's number shows what a person set, until somebody says what it is."""

from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld


def test_an_offer_that_lost_its_number_is_left_alone(world: ShopWorld) -> None:
    sku_id = world.offer(stock=3)
    world.sync_inventory()
    world.later(hours=1)

    world.offer(stock=100, seller_sku="")
    world.sync_inventory()
    world.marketplace.set_stock(sku_id, 4)
    world.later(hours=1)
    world.sync_inventory()

    (state,) = world.books.offer_book.active(NORTH)
    assert state.target is None
    assert world.for_sale() == 4


def test_an_offer_that_lost_its_number_takes_no_share(world: ShopWorld) -> None:
    world.offer(17)
    world.offer(18)
    world.sync_inventory()
    world.later(hours=1)

    world.offer(18, seller_sku="  ", stock=50)
    world.sync_inventory()

    assert (world.for_sale(17), world.for_sale(18)) == (100, 50)


def test_an_offer_without_number_shows_the_article_its_sku_id_was_mapped_to(
    world: ShopWorld, ada: Person
) -> None:
    world.offer(17, seller_sku="")
    world.sync_inventory()
    assert world.for_sale() == 0

    ada.map_sku("17", "LAMP-1")
    world.later(minutes=10)
    world.sync_inventory()

    assert world.for_sale(17) == 100
