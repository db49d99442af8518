"""When jobs are due."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias

import attrs

from shared_kernel.run_context import Fact


@attrs.frozen
class Interval:
    """
    Due every so often, counted from midnight UTC of 1970 so that restarts change nothing.
    """

    every: timedelta


@attrs.frozen
class Cron:
    """
    Due when a five-field cron expression says so, in the entry's zone.
    """

    expression: str


Trigger: TypeAlias = Interval | Cron


@attrs.frozen(kw_only=True)
class ScheduleEntry:
    """
    One reason for a job to run: when, and with which parameters.
    """

    shop: str
    job: str
    #: Tells the entries of one job apart: ``full``, ``quick``.
    name: str
    trigger: Trigger
    parameters: Mapping[str, Fact] = attrs.field(factory=lambda: MappingProxyType({}))
    #: IANA name.
    zone: str = "Europe/Berlin"
    paused: bool = False
    #: Paused by itself until then; None when not.
    paused_until: datetime | None = None
