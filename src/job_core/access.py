"""Who may ask for what."""

import enum
from datetime import datetime

import attrs


class Role(enum.Enum):
    """
    What a token allows; an operator may do everything a viewer may.
    """

    VIEWER = "viewer"
    OPERATOR = "operator"
    METRICS = "metrics"


@attrs.frozen(kw_only=True)
class Token:
    """
    A named permission; only the hash of its secret is known to us.
    """

    name: str
    role: Role
    #: SHA-256 of the secret, hex.
    secret_hash: str = attrs.field(repr=False)
    created_at: datetime
    revoked_at: datetime | None = None


@attrs.frozen(kw_only=True)
class Session:
    """
    A browser that traded a token for a cookie.
    """

    #: SHA-256 of the cookie's value, hex.
    id_hash: str = attrs.field(repr=False)
    token_name: str
    role: Role
    created_at: datetime
    expires_at: datetime
