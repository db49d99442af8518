"""Connections to Redis; imported when a broker is configured and not before."""

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from shared_kernel.errors import UnavailableError

_CONNECT_S = 2.0
#: Also the longest that a health check or a request may hang on it.
_ANSWER_S = 2.0
_LOOK_AFTER_S = 30
#: Knows LPOS, and scripts that ask for the time and then write.
_OLDEST = (6, 2)


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


def redis_version(url: str) -> str:
    """
    Return which Redis answers at *url*.

    Raises:
        UnavailableError: None does, or one that is too old.
    """
    try:
        with redis_client(url) as client:
            version = str(client.info("server")["redis_version"])
    except redis.RedisError as error:
        raise UnavailableError(f"does not answer ({type(error).__name__})") from error
    if tuple(int(part) for part in version.split(".")[:2]) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise UnavailableError(f"version {version} is too old; {oldest} is needed")
    return f"version {version} answers"
