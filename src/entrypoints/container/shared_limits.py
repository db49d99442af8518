"""Rate limits over Redis; imported when a broker is configured and not before."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from adapters.http.rate_limit import CallLimit, RateLimit, RateLimits
from adapters.redis_rate_limit.shared_rate_limit import SharedRateLimit, own_share
from adapters.redis_rate_limit.shared_turns import SharedTurns
from entrypoints.container.redis_clients import redis_client
from entrypoints.settings.queue import QueueSettings

#: A call waits for its turn anyway, but not for a Redis that hangs.
_ANSWER_S = 0.5


@contextmanager
def open_shared_limits(
    settings: QueueSettings, warn: Callable[[str], None]
) -> Iterator[RateLimits]:
    """
    Give limits that all processes on this Redis and namespace keep to together.
    """
    client = redis_client(settings.broker_url, answer_s=_ANSWER_S)

    def make(key: str, per_second: int | None) -> CallLimit:
        if per_second is None:
            return RateLimit(None)
        # The key of an application is a secret, so only its hash goes to Redis.
        name = hashlib.sha256(key.encode()).hexdigest()[:16]
        turns = SharedTurns(client, f"{settings.namespace}:rate:{name}", per_second)
        return SharedRateLimit(
            turns=turns, own=own_share(per_second, settings.processes), warn=warn
        )

    try:
        yield RateLimits(make)
    finally:
        client.close()
