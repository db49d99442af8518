"""Make sure that we speak with the right shop before anything else."""

from datetime import datetime, timedelta

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Level, RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.ports.alerts import Alerts
from temu_core.ports.seller_accounts import SellerAccounts
from temu_core.ports.shop_register import NO_ACCOUNT, ShopIdentity, ShopRegister
from temu_core.shop import SellerAccount

_WARN_BEFORE = timedelta(days=14)
_MOST_SKEW = timedelta(seconds=60)


@attrs.frozen(kw_only=True)
class CheckShop:
    """
    Ask the marketplace who we are and refuse to work for the wrong shop.

    Writes nothing outside; safe at any time.
    """

    accounts: SellerAccounts
    register: ShopRegister
    alerts: Alerts
    clock: Clock
    #: Where the marketplace and the ERP are, without secrets.
    marketplace_place: str
    erp_place: str
    region_id: int
    #: What the workflows need the token for.
    needed_scopes: frozenset[str] = frozenset()
    #: The shop has no access to the marketplace, so only the ERP can be the wrong one.
    files_only: bool = False

    def __call__(self, run: RunContext) -> datetime:
        """
        Return the marketplace's present time; ours when nobody can be asked.

        Raises:
            RejectedError: A setting is wrong, or the books belong to another shop.
            UnavailableError: The marketplace did not answer.
        """
        if self.files_only:
            self.register.bind(run.fence, ShopIdentity(marketplace=NO_ACCOUNT, erp=self.erp_place))
            return self.clock.now()
        account = self.accounts.describe()
        self._refuse_wrong_shop(account)
        self.register.bind(
            run.fence,
            ShopIdentity(
                marketplace=f"{self.marketplace_place}/{account.mall_id}", erp=self.erp_place
            ),
        )
        self.register.note_token_end(run.fence, account.token_expires_at)
        self._warn_of_token_end(run, account)
        return account.marketplace_time

    def _refuse_wrong_shop(self, account: SellerAccount) -> None:
        if not account.local_seller:
            raise RejectedError(
                "this token belongs to a semi-managed shop; only local sellers' shops work",
                field="temu.access_token",
            )
        if account.region_id != self.region_id:
            raise RejectedError(
                f"the shop is in region {account.region_id}, the setting says {self.region_id}",
                field="temu.region_id",
            )
        if account.token_expires_at <= account.marketplace_time:
            raise RejectedError(
                f"the access token expired on {account.token_expires_at:%Y-%m-%d}; "
                "make a new one in Seller Center",
                field="temu.access_token",
            )
        missing = self.needed_scopes - account.scopes
        if account.scopes and missing:
            raise RejectedError(
                "the access token lacks the permissions "
                f"{', '.join(sorted(missing))}; tick them in Seller Center and copy the new token",
                field="temu.access_token",
            )
        skew = abs(account.marketplace_time - self.clock.now())
        if skew > _MOST_SKEW:
            raise RejectedError(
                f"this machine's clock is {skew.total_seconds():.0f} s off the marketplace's; "
                "set it right (time server), Temu refuses signed calls from 300 s on",
                field="clock",
            )

    def _warn_of_token_end(self, run: RunContext, account: SellerAccount) -> None:
        left = account.token_expires_at - account.marketplace_time
        if left > _WARN_BEFORE:
            return
        text = f"the access token expires in {left.days} days; renew it in Seller Center"
        run.note(Level.WARNING, text)
        self.alerts.raise_all(
            run.fence,
            [
                Alert(
                    kind=AlertKind.TOKEN_EXPIRES,
                    subject=run.fence.shop,
                    text=text,
                    raised_at=self.clock.now(),
                )
            ],
        )
