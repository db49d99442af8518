"""What every offer feed promises."""

import pytest
from tests.contracts.marketplace_world import MarketplaceWorld

from shared_kernel.errors import UnavailableError
from temu_core.offer import Offer
from temu_core.payload import Call
from temu_core.ports.offer_feed import OfferFeed, OfferList


class OfferFeedContract:
    """
    Subclass per adapter and override *world* and *feed*.
    """

    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        raise NotImplementedError

    @pytest.fixture
    def feed(self, world: MarketplaceWorld) -> OfferFeed:
        raise NotImplementedError

    def test_an_offer_is_on_one_of_two_lists(
        self, world: MarketplaceWorld, feed: OfferFeed
    ) -> None:
        on_sale = world.add_offer("LAMP-1", stock=4)
        put_away = world.add_offer("LAMP-2", stock=0, active=False)

        active = feed.page(OfferList.ACTIVE, 1)
        inactive = feed.page(OfferList.INACTIVE, 1)

        assert set(active.offers) == {on_sale.sku_id}
        assert set(inactive.offers) == {put_away.sku_id}

    def test_an_offer_shows_its_ids_number_and_stock(
        self, world: MarketplaceWorld, feed: OfferFeed
    ) -> None:
        added = world.add_offer("LAMP-1", stock=4)

        offer = feed.page(OfferList.ACTIVE, 1).offers[added.sku_id]

        assert isinstance(offer, Offer)
        assert (offer.goods_id, offer.sku_id) == (added.goods_id, added.sku_id)
        assert (offer.seller_sku, offer.stock) == ("LAMP-1", 4)

    def test_pages_hold_a_hundred_and_end_empty(
        self, world: MarketplaceWorld, feed: OfferFeed
    ) -> None:
        added = {world.add_offer(f"LAMP-{n}", stock=1).sku_id for n in range(102)}

        pages = [feed.page(OfferList.ACTIVE, number) for number in (1, 2, 3)]

        assert [len(page.offers) for page in pages] == [100, 2, 0]
        assert {sku_id for page in pages for sku_id in page.offers} == added
        assert {page.total for page in pages[:2]} == {102}

    def test_answers_come_with_what_was_received(
        self, world: MarketplaceWorld, feed: OfferFeed
    ) -> None:
        world.add_offer("LAMP-1", stock=4)

        active = feed.page(OfferList.ACTIVE, 1)
        inactive = feed.page(OfferList.INACTIVE, 1)

        assert [raw.call for raw in active.raw] == [Call.OFFERS_ACTIVE]
        assert [raw.call for raw in inactive.raw] == [Call.OFFERS_INACTIVE]

    def test_an_outage_is_passed_on(self, world: MarketplaceWorld, feed: OfferFeed) -> None:
        world.go_down()

        with pytest.raises(UnavailableError):
            feed.page(OfferList.ACTIVE, 1)
