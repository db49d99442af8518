"""Who works on a queue."""

import os
import socket
import threading
from contextlib import suppress
from typing import Final
from uuid import uuid4

import attrs
import redis

from adapters.dramatiq_queue.keys import QueueKeys

_EVERY_S: Final = 5.0
#: So long an answer that is under way may take at the end.
_LAST_ANSWER_S: Final = 2.0
#: A worker that was not heard of for so long is gone.
GONE_MS: Final = 20_000

_TIME_IN_MS = """
local now = redis.call('time')
now = now[1] * 1000 + math.floor(now[2] / 1000)
"""
_ANSWER = f"{_TIME_IN_MS}redis.call('zadd', KEYS[1], now, ARGV[1])"
#: Counts those heard of lately and forgets the others.
_COUNT = f"""{_TIME_IN_MS}
redis.call('zremrangebyscore', KEYS[1], 0, now - {GONE_MS})
return redis.call('zcard', KEYS[1])
"""


def _name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:6]}"


@attrs.define
class RollCall:
    """
    Lets a worker be seen: a sign of life every few seconds, on the clock of Redis.
    """

    client: "redis.Redis"
    keys: QueueKeys
    name: str = attrs.field(factory=_name)
    _ended: threading.Event = attrs.field(factory=threading.Event, init=False, repr=False)
    _thread: threading.Thread | None = attrs.field(default=None, init=False, repr=False)

    def begin(self) -> None:
        """
        Answer from now on.
        """
        self._thread = threading.Thread(target=self._answer, name="roll call", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """
        Answer no more, and be gone at once.
        """
        self._ended.set()
        if self._thread is not None:
            # An answer under way would make it seen again, on a connection closed meanwhile.
            self._thread.join(_LAST_ANSWER_S)
        # Away: then it is gone after a few seconds.
        with suppress(redis.RedisError):
            self.client.zrem(self.keys.workers, self.name)

    def _answer(self) -> None:
        while not self._ended.is_set():
            # Away: the next sign of life will tell.
            with suppress(redis.RedisError):
                self.client.eval(_ANSWER, 1, self.keys.workers, self.name)
            self._ended.wait(_EVERY_S)


def workers_seen(client: "redis.Redis", keys: QueueKeys) -> int:
    """
    Return how many workers were heard of lately.

    Raises:
        redis.RedisError: Redis does not answer.
    """
    return int(client.eval(_COUNT, 1, keys.workers))
