"""A Redis and a namespace of the test's own."""

from collections.abc import Iterator

import pytest
import redis
from tests.integration.queue.redis_server import own_namespace, redis_url

from entrypoints.container.redis_clients import redis_client


@pytest.fixture
def client() -> Iterator["redis.Redis"]:
    """
    A client as the product makes it.
    """
    client = redis_client(redis_url())
    yield client
    client.close()


@pytest.fixture
def namespace(client: "redis.Redis") -> Iterator[str]:
    """
    A name that nobody else uses.
    """
    with own_namespace(client) as name:
        yield name
