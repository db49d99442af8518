"""JTL's times, which are local and say nothing of their zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def in_utc(local: datetime, zone: ZoneInfo) -> datetime:
    """
    Return the moment a naive *local* time of *zone* means; the doubled hour is taken as the first.
    """
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
