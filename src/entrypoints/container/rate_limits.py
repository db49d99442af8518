"""How fast the marketplace may be called, by all who share an application."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from adapters.http.rate_limit import RateLimits
from entrypoints.container.run_queues import require_queue_packages
from entrypoints.settings.settings import Settings

__all__ = ["RateLimits", "calls_per_second", "open_rate_limits"]


@contextmanager
def open_rate_limits(settings: Settings, warn: Callable[[str], None]) -> Iterator[RateLimits]:
    """
    Give the limits of this process; with a broker, of all processes together.
    """
    if not settings.queue.broker_url:
        yield RateLimits()
        return
    require_queue_packages()
    # Redis is an optional extra.
    from entrypoints.container.shared_limits import open_shared_limits

    with open_shared_limits(settings.queue, warn) as limits:
        yield limits


def calls_per_second(settings: Settings, app_key: str) -> int | None:
    """
    Return the rate of an application: the lowest that one of its shops sets; None without any.
    """
    rates = [
        shop.temu.requests_per_second
        for shop in settings.shops.values()
        if shop.temu.app_key == app_key and shop.temu.requests_per_second
    ]
    return min(rates, default=None)
