"""A look at the configured broker."""

from entrypoints.container.run_queues import require_queue_packages
from entrypoints.settings.queue import QueueSettings


def redis_answers(settings: QueueSettings) -> str:
    """
    Return what the queue's Redis says of itself; only where a broker is configured.

    Raises:
        RejectedError: The packages for it are missing.
        UnavailableError: It does not answer, or is too old.
    """
    require_queue_packages()
    # Redis is an optional extra.
    from entrypoints.container.redis_clients import redis_version

    return redis_version(settings.broker_url)
