"""The seller's account, in memory."""

import attrs

from adapters.memory.marketplace import MemoryMarketplace
from shared_kernel.errors import RejectedError
from temu_core.ports.seller_accounts import SellerAccounts
from temu_core.shop import SellerAccount


@attrs.frozen
class MemorySellerAccounts(SellerAccounts):
    """
    Describes a memory marketplace's account, on the marketplace's clock.
    """

    marketplace: MemoryMarketplace

    def describe(self) -> SellerAccount:
        self.marketplace.demand_up()
        wrong = self.marketplace.moods.wrong_setting
        if wrong:
            raise RejectedError(f"the marketplace does not accept {wrong}", field=wrong)
        account = self.marketplace.account
        return attrs.evolve(account, marketplace_time=self.marketplace.clock.now())
