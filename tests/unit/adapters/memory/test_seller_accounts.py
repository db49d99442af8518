"""The seller's account in memory, held to its contract."""

import pytest
from tests.contracts.marketplace_world import MarketplaceWorld
from tests.contracts.seller_accounts_contract import SellerAccountsContract
from tests.unit.adapters.memory.marketplace import MemoryMarketplaceWorld

from adapters.memory.seller_accounts import MemorySellerAccounts
from temu_core.ports.seller_accounts import SellerAccounts


class TestMemorySellerAccounts(SellerAccountsContract):
    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        return MemoryMarketplaceWorld()

    @pytest.fixture
    def accounts(self, world: MarketplaceWorld) -> SellerAccounts:
        assert isinstance(world, MemoryMarketplaceWorld)
        return MemorySellerAccounts(world.marketplace)
