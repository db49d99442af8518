"""The account behind a token."""

from datetime import datetime

import attrs

from adapters.temu_http.wire.strict import WireId


@attrs.frozen(kw_only=True)
class TokenInfo:
    """
    What ``bg.open.accesstoken.info.get`` answers.
    """

    mall_id: WireId
    #: 1 semi-managed, 100 local.
    mall_type: int
    region_id: WireId
    expired_time: datetime
    api_scope_list: tuple[str, ...] | None = None
