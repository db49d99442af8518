"""Connections to Redis; imported when a broker is configured and not before."""

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

_CONNECT_S = 2.0
#: Also the longest that a health check or a request may hang on it.
_ANSWER_S = 2.0
_LOOK_AFTER_S = 30


def redis_client(url: str, *, answer_s: float = _ANSWER_S) -> "redis.Redis":
    """
    Return a client that always times out and tries once more at most; asks nothing yet.
    """
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=min(_CONNECT_S, answer_s),
        socket_timeout=answer_s,
        health_check_interval=_LOOK_AFTER_S,
        retry=Retry(NoBackoff(), 1),
    )
