"""What becomes of a message that could not be done."""

from typing import Any

from dramatiq import Middleware
from dramatiq.broker import Broker, MessageProxy
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import TimeLimitExceeded

from adapters.dramatiq_queue.keys import QueueKeys
from shared_kernel.errors import ConnectorError

#: The option in which a dead message says why it died.
WHY = "why"

#: Beyond so many the oldest dead messages are forgotten; the run book knows their runs.
MOST_DEAD = 1000


class Burial(Middleware):
    """
    Lays a message whose work raised among the dead, with the reason; it is not tried again.

    Without it, and without Dramatiq's Retries, such a message would count as done.
    """

    def after_process_message(
        self,
        broker: Broker,  # noqa: ARG002 - Dramatiq names what it passes
        message: MessageProxy,
        *,
        result: Any = None,  # noqa: ARG002 - the same
        exception: BaseException | None = None,
    ) -> None:
        """
        Mark the message dead.
        """
        if exception is not None:
            message.options[WHY] = _why(exception)
            message.fail()

    def before_nack(self, broker: Broker, message: MessageProxy) -> None:
        """
        Write the reason into the stored message just before it is moved; keep the dead few.
        """
        if not isinstance(broker, RedisBroker):
            return
        message.options.setdefault(WHY, f"no worker knows the job {message.actor_name}")
        keys = QueueKeys(broker.namespace, message.queue_name)
        client = broker.client
        client.hset(keys.messages, message.options["redis_message_id"], message.encode())
        too_old = client.zrange(keys.dead, 0, -MOST_DEAD)
        if too_old:
            with client.pipeline(transaction=True) as together:
                together.zrem(keys.dead, *too_old)
                together.hdel(keys.dead_messages, *too_old)
                together.execute()


def _why(exception: BaseException) -> str:
    if isinstance(exception, ConnectorError):
        return exception.text[:500]
    if isinstance(exception, TimeLimitExceeded):
        return "it did not end within its time limit"
    # The text of a foreign error may hold anything; the run's own log has it.
    return f"an error that nobody foresaw: {type(exception).__name__}"
