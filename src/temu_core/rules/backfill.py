"""Which orders are taken again, or for the first time, because a person says so."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import attrs

from temu_core.window import Window

MOST_NUMBERS = 1000
MOST_DAYS = 90


@attrs.frozen(kw_only=True)
class Backfill:
    """
    Orders by number, or all placed on some days; empty: none.
    """

    numbers: tuple[str, ...] = ()
    #: Both days included, in the ERP's time zone.
    placed_from: date | None = None
    placed_to: date | None = None

    def __bool__(self) -> bool:
        return bool(self.numbers) or self.placed_from is not None or self.placed_to is not None


def complaint(
    numbers: Sequence[str], placed_from: date | None, placed_to: date | None
) -> tuple[str, str] | None:
    """
    Return which choice is wrong and why, or None.
    """
    if numbers and (placed_from or placed_to):
        return "numbers", "name either orders or days"
    if len(numbers) > MOST_NUMBERS:
        return "numbers", f"at most {MOST_NUMBERS} orders at a time"
    if (placed_from is None) is not (placed_to is None):
        missing = "placed_to" if placed_to is None else "placed_from"
        return missing, "name the first and the last day"
    if placed_from is None or placed_to is None:
        return None
    if placed_to < placed_from:
        return "placed_to", "the last day is before the first"
    if placed_to - placed_from >= timedelta(days=MOST_DAYS):
        return "placed_to", f"at most {MOST_DAYS} days at a time"
    return None


def placed_window(placed_from: date, placed_to: date, *, zone: str) -> Window:
    """
    Return the time from the first moment of one day to the last of another.

    Args:
        zone: Of the days, as an IANA name.
    """
    first = datetime.combine(placed_from, time(0), ZoneInfo(zone))
    after = datetime.combine(placed_to + timedelta(days=1), time(0), ZoneInfo(zone))
    return Window(start=first.astimezone(UTC), end=after.astimezone(UTC) - timedelta(seconds=1))
