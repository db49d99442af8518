"""The account of a shop, asked for once in a while."""

from datetime import datetime, timedelta

import attrs

from shared_kernel.clock import Clock
from temu_core.ports.seller_accounts import SellerAccounts
from temu_core.shop import SellerAccount

#: A process that runs all day asks again after this; a changed token shows with any call.
_KEPT = timedelta(minutes=10)


@attrs.define
class RememberedAccount(SellerAccounts):
    """
    Answers again what was answered lately, with the marketplace's clock moved on by ours.
    """

    accounts: SellerAccounts
    clock: Clock
    _latest: tuple[datetime, SellerAccount] | None = attrs.field(default=None, init=False)

    def describe(self) -> SellerAccount:
        """
        Return the account; asks when the latest answer is older than ten minutes.
        """
        now = self.clock.now()
        if self._latest is not None:
            asked_at, account = self._latest
            if timedelta(0) <= now - asked_at < _KEPT:
                later = account.marketplace_time + (now - asked_at)
                return attrs.evolve(account, marketplace_time=later)
        account = self.accounts.describe()
        self._latest = (now, account)
        return account
