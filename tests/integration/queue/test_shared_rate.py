"""One rate for two processes, counted in a real Redis."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
import redis
from tests.integration.queue.callers import call
from tests.integration.queue.redis_server import redis_url

from adapters.redis_rate_limit.shared_turns import SharedTurns

pytestmark = pytest.mark.redis

PER_SECOND = 20

_IN_THE_LAST_SECOND = """
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('zcount', KEYS[1], now - 1000, '+inf')
"""


def test_two_processes_together_never_exceed_the_rate(
    client: "redis.Redis", namespace: str
) -> None:
    key = f"{namespace}:rate:app"
    seen = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        # Both are awake before time is taken.
        list(pool.map(call, [redis_url()] * 2, [f"{namespace}:rate:warm"] * 2, [100] * 2, [1] * 2))
        begun = time.monotonic()
        both = [pool.submit(call, redis_url(), key, PER_SECOND, 50) for _ in range(2)]
        while not all(one.done() for one in both):
            seen.append(int(client.eval(_IN_THE_LAST_SECOND, 1, key)))
            time.sleep(0.005)
        took = time.monotonic() - begun
        warnings = [one.result() for one in both]

    assert warnings == [[], []]
    assert PER_SECOND / 2 < max(seen) <= PER_SECOND
    assert took >= (100 / PER_SECOND - 1) * 1.05


def test_what_is_counted_is_forgotten_by_itself(client: "redis.Redis", namespace: str) -> None:
    key = f"{namespace}:rate:app"
    turns = SharedTurns(client, key, PER_SECOND)

    given = [turns.take() for _ in range(PER_SECOND + 1)]

    assert given[:PER_SECOND] == [0.0] * PER_SECOND
    assert 0 < given[-1] <= 1.06
    assert client.zcard(key) == PER_SECOND
    assert 0 < int(client.pttl(key)) <= 2100


def test_a_redis_that_forgot_the_script_is_taught_again(
    client: "redis.Redis", namespace: str
) -> None:
    turns = SharedTurns(client, f"{namespace}:rate:app", PER_SECOND)
    turns.take()
    turns._script = "f" * 40

    assert turns.take() == 0.0
