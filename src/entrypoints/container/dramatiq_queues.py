"""The queue over a broker; imported when one is configured and not before."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from adapters.dramatiq_queue.broker import QUEUE, open_broker
from adapters.dramatiq_queue.complaints import passing_on_complaints
from adapters.dramatiq_queue.dead_messages import RedisDeadMessages
from adapters.dramatiq_queue.keys import QueueKeys
from adapters.dramatiq_queue.run_queue import DramatiqRunQueue
from entrypoints.container.redis_clients import redis_client
from entrypoints.settings.queue import QueueSettings
from job_core.job import Job
from shared_kernel.clock import Clock


@contextmanager
def open_dramatiq(
    settings: QueueSettings,
    jobs: Sequence[Job],
    clock: Clock,
    *,
    threads: int,
    warn: Callable[[str], None],
) -> Iterator[tuple[DramatiqRunQueue, RedisDeadMessages]]:
    """
    Give the queue and its dead messages; asks Redis nothing yet, closes it at the end.
    """
    client = redis_client(settings.broker_url)
    runs = DramatiqRunQueue(
        broker=open_broker(client, settings.namespace),
        jobs=jobs,
        clock=clock,
        threads=threads,
        warn=warn,
    )
    dead = RedisDeadMessages(client, QueueKeys(settings.namespace, QUEUE))
    try:
        with passing_on_complaints(warn):
            yield runs, dead
    finally:
        client.close()
