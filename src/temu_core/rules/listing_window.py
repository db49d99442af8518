"""Which span of time to ask for, and when everything up to its end is known."""

from datetime import datetime, timedelta

from temu_core.shop import ListingPolicy
from temu_core.window import Window

#: The marketplace keeps orders listable for no longer.
FURTHEST_BACK = timedelta(days=90)


def update_window(watermark: datetime | None, *, now: datetime, policy: ListingPolicy) -> Window:
    """
    Return the span of order updates to list: from a little before the watermark until now.

    The overlap catches what the marketplace showed late.  The first run looks
    some days back.  A watermark in the future means the clock was set back;
    it then counts as now.  Unless runs are 90 days apart, the windows of two
    runs that follow each other leave no gap.

    Args:
        now: The present on the marketplace's clock, fixed once per run.
    """
    if watermark is None:
        start = now - timedelta(days=policy.days_back)
    else:
        start = min(watermark, now) - policy.overlap
    return Window(start=max(start, now - FURTHEST_BACK), end=now)


def may_move(
    watermark: datetime | None, window: Window, *, filtered: bool, from_network: bool
) -> bool:
    """
    Return whether a finished walk of *window* proves everything up to its end.

    Only an unfiltered walk over the network does, and only when it began at
    or before the watermark: otherwise something in between may be unknown.
    """
    if filtered or not from_network:
        return False
    return watermark is None or window.start <= watermark


def creation_windows(now: datetime, days: int) -> Window:
    """
    Return the span of order creation that the daily check lists.
    """
    return Window(start=now - timedelta(days=days), end=now)


def listed_within(moment: datetime, window: Window) -> bool:
    """
    Return whether an order of this time is one that a list of *window* shows.

    One of another time is from an answer to another question.  The marketplace
    counts whole seconds.
    """
    return window.start.replace(microsecond=0) <= moment <= window.end


def listing_complete(total: int, collected: int) -> bool:
    """
    Return whether a walk saw every order: as many as the marketplace says there are.

    More than the total is as wrong as fewer: the list moved while it was read.

    Args:
        total: What page 1 answers when it is asked again at the end.
        collected: Distinct orders seen on the walk.
    """
    return total == collected
