"""The marketplace's stock in memory, held to its contract."""

import pytest
from tests.contracts.marketplace_stock_contract import MarketplaceStockContract
from tests.contracts.marketplace_world import MarketplaceWorld
from tests.unit.adapters.memory.marketplace import MemoryMarketplaceWorld

from adapters.memory.marketplace_stock import MemoryMarketplaceStock
from temu_core.ports.marketplace_stock import MarketplaceStock


class TestMemoryMarketplaceStock(MarketplaceStockContract):
    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        return MemoryMarketplaceWorld()

    @pytest.fixture
    def stock(self, world: MarketplaceWorld) -> MarketplaceStock:
        assert isinstance(world, MemoryMarketplaceWorld)
        return MemoryMarketplaceStock(world.marketplace)
