"""What trying the connections found, as other programs see it."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from entrypoints.shop_checks import Check, Target


@attrs.frozen(kw_only=True)
class ConnectionTestView:
    """
    One thing that was tried.
    """

    target: Target
    name: str
    ok: bool
    text: str
    duration_s: float

    @classmethod
    def of(cls, check: Check, target: Target, duration_s: float) -> "ConnectionTestView":
        return cls(
            target=target, name=check.name, ok=check.ok, text=check.text, duration_s=duration_s
        )


@attrs.frozen(kw_only=True)
class ConnectionTestPage:
    """
    All that was tried, what others need first.
    """

    shop: str
    at: datetime
    ok: bool
    tests: Sequence[ConnectionTestView]
