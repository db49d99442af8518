"""The Redis that tests run on."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import redis

_URL_SETTING = "TEMU_JTL_TEST_REDIS_URL"
_LOCAL_REDIS = "redis://127.0.0.1:6379/0"


def redis_url() -> str:
    """
    Return where Redis is; skips when none answers, under CI that is a failure.
    """
    url = os.environ.get(_URL_SETTING) or _LOCAL_REDIS
    client = redis.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3)
    try:
        client.ping()
    except redis.RedisError:
        reason = f"no Redis server answers; set {_URL_SETTING}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    finally:
        client.close()
    return url


@contextmanager
def own_namespace(client: "redis.Redis") -> Iterator[str]:
    """
    Lend a name that nobody else uses, and remove all its keys at the end.
    """
    name = f"test-{uuid.uuid4().hex[:12]}"
    try:
        yield name
    finally:
        keys = list(client.scan_iter(f"{name}:*", count=1000))
        if keys:
            client.delete(*keys)
