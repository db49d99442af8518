"""The offer feed in memory, held to its contract."""

import pytest
from tests.contracts.marketplace_world import MarketplaceWorld
from tests.contracts.offer_feed_contract import OfferFeedContract
from tests.unit.adapters.memory.marketplace import MemoryMarketplaceWorld

from adapters.memory.offer_feed import MemoryOfferFeed
from temu_core.ports.offer_feed import OfferFeed


class TestMemoryOfferFeed(OfferFeedContract):
    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        return MemoryMarketplaceWorld()

    @pytest.fixture
    def feed(self, world: MarketplaceWorld) -> OfferFeed:
        assert isinstance(world, MemoryMarketplaceWorld)
        return MemoryOfferFeed(world.marketplace)
