"""A process that calls as fast as a shared rate lets it."""

import threading

from adapters.http.concurrency import fan_out
from adapters.redis_rate_limit.shared_rate_limit import SharedRateLimit, own_share
from adapters.redis_rate_limit.shared_turns import SharedTurns
from entrypoints.container.redis_clients import redis_client


def call(url: str, key: str, per_second: int, calls: int) -> list[str]:
    """
    Make so many calls from eight threads; return what was warned of.
    """
    warnings: list[str] = []
    guard = threading.Lock()

    def warn(text: str) -> None:
        with guard:
            warnings.append(text)

    with redis_client(url) as client:
        limit = SharedRateLimit(
            turns=SharedTurns(client, key, per_second),
            own=own_share(per_second, 2),
            warn=warn,
        )
        fan_out(lambda _: limit.wait(), range(calls), at_most=8)
    return warnings
