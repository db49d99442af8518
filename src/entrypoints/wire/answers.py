"""What became of something a person asked for, as other programs see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

import attrs

from temu_core.use_cases.mend_orders import Mended


@attrs.frozen(kw_only=True)
class MendedView:
    """
    Which orders go on, and why others do not.
    """

    orders: Sequence[str]
    refused: Mapping[str, str]

    @classmethod
    def of(cls, mended: Mended) -> "MendedView":
        """
        Return what a remedy did as others see it.
        """
        return cls(
            orders=[str(number) for number in mended.orders],
            refused={str(number): why for number, why in mended.refused.items()},
        )


@attrs.frozen(kw_only=True)
class AlertClosed:
    """
    An alert was put away.
    """

    id: int


@attrs.frozen(kw_only=True)
class PlanApproved:
    """
    A plan was approved; the next sync applies it if it still wants the same.
    """

    id: int


@attrs.frozen(kw_only=True)
class TokenRevoked:
    """
    A token no longer lets anybody in.
    """

    name: str


@attrs.frozen(kw_only=True)
class WritingView:
    """
    Whether a shop is written to outside.
    """

    shop: str
    writing: Literal["on", "stopped"]


@attrs.frozen(kw_only=True)
class ShopView:
    """
    A shop, and the IANA zone in which its people read times.
    """

    name: str
    zone: str


@attrs.frozen(kw_only=True)
class SessionView:
    """
    Who somebody is, and which shops there are.
    """

    name: str
    role: str
    shops: Sequence[ShopView]
    #: Nothing for a token, which ends when it is revoked.
    expires_at: datetime | None
    demo: bool
