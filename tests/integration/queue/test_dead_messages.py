"""Dead messages in a real Redis, as Dramatiq leaves them there."""

from datetime import datetime

import pytest
import redis
from dramatiq import Message
from tests.contracts.dead_messages_contract import DeadMessagesContract, Graveyard

from adapters.dramatiq_queue.broker import QUEUE
from adapters.dramatiq_queue.burial import WHY
from adapters.dramatiq_queue.dead_messages import RedisDeadMessages
from adapters.dramatiq_queue.keys import QueueKeys
from entrypoints.container.redis_clients import redis_client
from shared_kernel.errors import UnavailableError

pytestmark = pytest.mark.redis


class RedisYard(Graveyard):
    def __init__(self, client: "redis.Redis", keys: QueueKeys) -> None:
        self.client, self.keys = client, keys
        self.dead = RedisDeadMessages(client, keys)

    def lay(self, message_id: str, died_at: datetime) -> None:
        message: Message[None] = Message(
            queue_name=QUEUE,
            actor_name="orders",
            args=(),
            kwargs={"shop": "north", "job": "orders", "run_id": f"run of {message_id}"},
            options={"redis_message_id": message_id, WHY: "it broke"},
        )
        died_ms = int(died_at.timestamp() * 1000)
        self.client.zadd(self.keys.dead, {message_id: died_ms})
        self.client.hset(self.keys.dead_messages, message_id, message.encode())

    def handed_out(self) -> list[str]:
        bodies = [
            self.client.hget(self.keys.messages, message_id)
            for message_id in self.client.lrange(self.keys.waiting, 0, -1)
        ]
        messages = [Message.decode(body) for body in bodies if isinstance(body, bytes)]
        assert not [message for message in messages if WHY in message.options]
        return [message.kwargs["run_id"] for message in messages]


class TestRedisDeadMessages(DeadMessagesContract):
    @pytest.fixture
    def yard(self, client: "redis.Redis", namespace: str) -> Graveyard:
        return RedisYard(client, QueueKeys(namespace, QUEUE))


def test_a_redis_that_is_away_is_said_to_be() -> None:
    with redis_client("redis://127.0.0.1:1/0", answer_s=0.2) as nowhere:
        dead = RedisDeadMessages(nowhere, QueueKeys("nowhere", QUEUE))

        with pytest.raises(UnavailableError, match="does not answer") as told:
            dead.figures()

    assert told.value.code == "queue_away"
