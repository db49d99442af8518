"""How well we are, as other programs see it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import attrs

Health = Literal["ok", "degraded", "down"]


@attrs.frozen(kw_only=True)
class CheckView:
    """
    What one check found.
    """

    name: str
    ok: bool
    text: str
    at: datetime
    duration_s: float


@attrs.frozen(kw_only=True)
class StatusView:
    """
    All that strangers are told.
    """

    status: Health


@attrs.frozen(kw_only=True)
class HealthView:
    """
    The status with what every check found; strangers see no checks.
    """

    status: Health
    demo: bool
    checks: Sequence[CheckView]
