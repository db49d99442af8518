"""Asking Temu whose token this is."""

import attrs

from adapters.temu_http.router import TemuRouter
from adapters.temu_http.unreadable import corrupt
from adapters.temu_http.wire.account import TokenInfo
from adapters.temu_http.wire.strict import WireError, structure
from temu_core.ports.seller_accounts import SellerAccounts
from temu_core.shop import SellerAccount

TOKEN_INFO = "bg.open.accesstoken.info.get"  # noqa: S105 - the name of an operation
_LOCAL = 100


@attrs.frozen
class TemuSellerAccounts(SellerAccounts):
    """
    Describes the account; its time is that of the answer's ``Date`` header.
    """

    router: TemuRouter

    def describe(self) -> SellerAccount:
        answer = self.router.read(TOKEN_INFO, {})
        try:
            info = structure(answer.envelope.result, TokenInfo)
        except WireError as wrong:
            raise corrupt("the account", wrong) from wrong
        return SellerAccount(
            mall_id=info.mall_id,
            region_id=info.region_id,
            local_seller=info.mall_type == _LOCAL,
            token_expires_at=info.expired_time,
            scopes=frozenset(info.api_scope_list or ()),
            # Temu checks timestamps to 5 minutes, so without the header we are that close.
            marketplace_time=answer.server_time or answer.received_at,
        )
