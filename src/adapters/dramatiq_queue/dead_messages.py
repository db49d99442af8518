"""Dead messages in Redis."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import cast
from uuid import uuid4

import attrs
import redis
from dramatiq import Message

from adapters.dramatiq_queue.burial import WHY
from adapters.dramatiq_queue.keys import QueueKeys
from adapters.dramatiq_queue.roll_call import workers_seen
from job_core.dead_message import DeadMessage, QueueFigures
from job_core.ports.dead_messages import DeadMessages
from shared_kernel.errors import UnavailableError

#: From the dead to the waiting in one step; 0 when somebody else did so.
_SEND_AGAIN = """
if redis.call('zrem', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('hdel', KEYS[2], ARGV[1])
redis.call('hset', KEYS[3], ARGV[2], ARGV[3])
redis.call('rpush', KEYS[4], ARGV[2])
return 1
"""
_PUT_AWAY = """
redis.call('hdel', KEYS[2], ARGV[1])
return redis.call('zrem', KEYS[1], ARGV[1])
"""


@contextmanager
def _asking() -> Iterator[None]:
    try:
        yield
    except redis.RedisError as error:
        raise UnavailableError(
            f"the queue's Redis does not answer ({type(error).__name__})", code="queue_away"
        ) from error


@attrs.frozen
class RedisDeadMessages(DeadMessages):
    """
    Reads and moves what Dramatiq keeps; each move is one script, so it happens or does not.
    """

    client: "redis.Redis"
    keys: QueueKeys

    def figures(self) -> QueueFigures:
        with _asking(), self.client.pipeline(transaction=False) as ask:
            ask.llen(self.keys.waiting)
            ask.hlen(self.keys.delayed)
            ask.zcard(self.keys.dead)
            waiting, delayed, dead = ask.execute()
            return QueueFigures(
                waiting=waiting,
                delayed=delayed,
                dead=dead,
                workers=workers_seen(self.client, self.keys),
            )

    def newest(self, *, limit: int = 100) -> Sequence[DeadMessage]:
        with _asking():
            found = cast(
                list[tuple[bytes, float]],
                self.client.zrange(self.keys.dead, 0, limit - 1, desc=True, withscores=True),
            )
            bodies = self._bodies([message_id.decode() for message_id, _ in found])
        return [
            _dead(message_id.decode(), died_ms, body)
            for (message_id, died_ms), body in zip(found, bodies, strict=True)
            # It may have been put away between the two looks.
            if body is not None
        ]

    def send_again(self, ids: Collection[str]) -> Collection[str]:
        with _asking():
            bodies = self._bodies(ids)
            keys = (
                self.keys.dead,
                self.keys.dead_messages,
                self.keys.messages,
                self.keys.waiting,
            )
            dead = [(i, body) for i, body in zip(ids, bodies, strict=True) if body is not None]
            with self.client.pipeline(transaction=False) as move:
                for message_id, body in dead:
                    new_id = str(uuid4())
                    move.eval(
                        _SEND_AGAIN, len(keys), *keys, message_id, new_id, _fresh(body, new_id)
                    )
                moved = move.execute()
        return [message_id for (message_id, _), done in zip(dead, moved, strict=True) if done]

    def put_away(self, ids: Collection[str]) -> Collection[str]:
        with _asking(), self.client.pipeline(transaction=False) as move:
            for message_id in ids:
                move.eval(_PUT_AWAY, 2, self.keys.dead, self.keys.dead_messages, message_id)
            gone = move.execute()
        return [message_id for message_id, done in zip(ids, gone, strict=True) if done]

    def older_than(self, moment: datetime, *, limit: int = 1000) -> Sequence[str]:
        latest_ms = int(moment.timestamp() * 1000)
        with _asking():
            found = cast(
                list[bytes],
                self.client.zrangebyscore(self.keys.dead, 0, f"({latest_ms}", start=0, num=limit),
            )
        return [message_id.decode() for message_id in found]

    def _bodies(self, ids: Collection[str]) -> Sequence[bytes | None]:
        if not ids:
            return []
        found = self.client.hmget(self.keys.dead_messages, list(ids))
        return cast(list[bytes | None], found)


def _dead(message_id: str, died_ms: float, body: bytes) -> DeadMessage:
    message: Message[None] = Message.decode(body)
    told = message.kwargs
    return DeadMessage(
        id=message_id,
        shop=str(told.get("shop", "")),
        job=message.actor_name,
        run_id=str(told.get("run_id", "")),
        died_at=datetime.fromtimestamp(died_ms / 1000, UTC),
        why=str(message.options.get(WHY, "")),
    )


def _fresh(body: bytes, new_id: str) -> bytes:
    """
    Return a message as if it were sent now.
    """
    dead: Message[None] = Message.decode(body)
    fresh: Message[None] = Message(
        queue_name=dead.queue_name,
        actor_name=dead.actor_name,
        args=dead.args,
        kwargs=dead.kwargs,
        options={"redis_message_id": new_id},
    )
    return fresh.encode()
