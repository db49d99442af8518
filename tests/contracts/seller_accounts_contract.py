"""What every description of the seller's account promises."""

import pytest
from tests.contracts.marketplace_world import MarketplaceWorld

from shared_kernel.errors import RejectedError, UnavailableError
from temu_core.ports.seller_accounts import SellerAccounts


class SellerAccountsContract:
    """
    Subclass per adapter and override *world* and *accounts*.
    """

    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        raise NotImplementedError

    @pytest.fixture
    def accounts(self, world: MarketplaceWorld) -> SellerAccounts:
        raise NotImplementedError

    def test_the_account_is_described_on_the_marketplaces_clock(
        self, world: MarketplaceWorld, accounts: SellerAccounts
    ) -> None:
        account = accounts.describe()

        assert account.local_seller
        assert account.token_expires_at > account.marketplace_time
        assert abs((account.marketplace_time - world.now()).total_seconds()) <= 1

    def test_a_refused_token_names_the_setting(
        self, world: MarketplaceWorld, accounts: SellerAccounts
    ) -> None:
        world.refuse_token()

        with pytest.raises(RejectedError) as caught:
            accounts.describe()

        assert "token" in caught.value.field

    def test_an_outage_is_passed_on(
        self, world: MarketplaceWorld, accounts: SellerAccounts
    ) -> None:
        world.go_down()

        with pytest.raises(UnavailableError):
            accounts.describe()
