"""The order feed in memory, held to its contract."""

import pytest
from tests.contracts.marketplace_world import MarketplaceWorld
from tests.contracts.order_feed_contract import OrderFeedContract
from tests.unit.adapters.memory.marketplace import MemoryMarketplaceWorld

from adapters.memory.order_feed import MemoryOrderFeed
from temu_core.ports.order_feed import OrderFeed


class TestMemoryOrderFeed(OrderFeedContract):
    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        return MemoryMarketplaceWorld()

    @pytest.fixture
    def feed(self, world: MarketplaceWorld) -> OrderFeed:
        assert isinstance(world, MemoryMarketplaceWorld)
        return MemoryOrderFeed(world.marketplace)
