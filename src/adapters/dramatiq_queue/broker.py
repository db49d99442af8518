"""Dramatiq's broker, kept to our own rules."""

import redis
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import TimeLimit

from adapters.dramatiq_queue.burial import Burial

#: One queue for all jobs: whoever is free takes the next run, whatever it is.
QUEUE = "runs"

#: A worker that is silent for so long counts as dead, and what it held is handed out again.
HEARTBEAT_MS = 60_000
_DEAD_KEPT_MS = 7 * 24 * 3600 * 1000
#: Commands out of a million that look for dead workers; one per cent, so about every minute.
_MAINTENANCE = 10_000


def open_broker(
    client: "redis.Redis", namespace: str, *, heartbeat_ms: int = HEARTBEAT_MS
) -> RedisBroker:
    """
    Return a broker over *client*; asks nothing yet.

    Dramatiq's Retries are left out on purpose: whether a run is tried again is the
    run book's decision alone.  Age limits, callbacks, pipelines and interrupts at
    shutdown are left out too; a run ends at its own checkpoints.
    """
    return RedisBroker(  # type: ignore[no-untyped-call]  # Dramatiq types it by docstring
        client=client,
        namespace=namespace,
        middleware=[TimeLimit(), Burial()],
        heartbeat_timeout=heartbeat_ms,
        dead_message_ttl=_DEAD_KEPT_MS,
        maintenance_chance=_MAINTENANCE,
    )
