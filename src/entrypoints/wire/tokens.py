"""Tokens as other programs see them."""

from datetime import datetime

import attrs

from job_core.access import Token
from job_core.use_cases.issue_token import Issued


@attrs.frozen(kw_only=True)
class TokenView:
    """
    A token; its secret is known to nobody.
    """

    name: str
    role: str
    created_at: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, token: Token) -> "TokenView":
        """
        Return a token as others see it.
        """
        return cls(
            name=token.name,
            role=token.role.value,
            created_at=token.created_at,
            revoked_at=token.revoked_at,
        )


@attrs.frozen(kw_only=True)
class IssuedToken:
    """
    A new token with its secret.
    """

    name: str
    role: str
    secret: str = attrs.field(repr=False)

    @classmethod
    def of(cls, issued: Issued) -> "IssuedToken":
        """
        Return a new token as whoever asked for it sees it, once.
        """
        return cls(name=issued.token.name, role=issued.token.role.value, secret=issued.secret)
