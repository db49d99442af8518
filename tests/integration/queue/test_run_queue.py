"""Runs that go through Dramatiq and a real Redis."""

import time
from collections.abc import Iterator
from datetime import timedelta

import attrs
import pytest
import redis
from dramatiq import Message
from tests.contracts.job_examples import a_run
from tests.contracts.run_queue_contract import RunQueueContract
from tests.contracts.run_workers_contract import RunWorkersContract, WorkBench

from adapters.clock import SystemClock
from adapters.dramatiq_queue.broker import QUEUE, open_broker
from adapters.dramatiq_queue.burial import MOST_DEAD
from adapters.dramatiq_queue.dead_messages import RedisDeadMessages
from adapters.dramatiq_queue.keys import QueueKeys
from adapters.dramatiq_queue.run_queue import TIME_LIMIT_MARGIN, DramatiqRunQueue
from entrypoints.container.redis_clients import redis_client
from job_core.job import Job

pytestmark = pytest.mark.redis

ORDERS = Job(id="orders", description="Take orders.", parameters=(), deadline=timedelta(minutes=5))


def a_queue(client: "redis.Redis", namespace: str, warnings: list[str]) -> DramatiqRunQueue:
    return DramatiqRunQueue(
        broker=open_broker(client, namespace),
        jobs=[ORDERS],
        clock=SystemClock(),
        threads=1,
        warn=warnings.append,
    )


@pytest.fixture
def warnings() -> list[str]:
    """
    What was complained of.
    """
    return []


@pytest.fixture
def bench(client: "redis.Redis", namespace: str, warnings: list[str]) -> Iterator[WorkBench]:
    """
    One worker over Redis.
    """
    bench = WorkBench(a_queue(client, namespace, warnings), SystemClock())
    yield bench
    bench.end()


@pytest.fixture
def keys(namespace: str) -> QueueKeys:
    """
    Where it lies in Redis.
    """
    return QueueKeys(namespace, QUEUE)


@pytest.fixture
def dead(client: "redis.Redis", keys: QueueKeys) -> RedisDeadMessages:
    """
    What could not be done.
    """
    return RedisDeadMessages(client, keys)


class TestDramatiqRunQueue(RunQueueContract, RunWorkersContract):
    @pytest.fixture
    def bench(
        self, client: "redis.Redis", namespace: str, warnings: list[str]
    ) -> Iterator[WorkBench]:
        queue = a_queue(client, namespace, warnings)
        bench = WorkBench(queue, SystemClock())
        yield bench
        bench.end()


def test_a_message_names_shop_job_and_run_and_nothing_else(
    bench: WorkBench, client: "redis.Redis", keys: QueueKeys
) -> None:
    bench.queue.enqueue(a_run("a"))

    [body] = client.hvals(keys.messages)
    assert isinstance(body, bytes)
    message: Message[None] = Message.decode(body)
    assert message.kwargs == {"shop": a_run().shop, "job": "orders", "run_id": "a"}
    assert (message.args, set(message.options)) == ((), {"redis_message_id"})


def test_another_process_does_what_the_first_left(
    bench: WorkBench, client: "redis.Redis", namespace: str, warnings: list[str]
) -> None:
    bench.queue.enqueue(a_run("a"))
    bench.queue.enqueue(a_run("b"))
    bench.begin_held_up()
    bench.wait_until_begun(1)
    bench.queue.stop(0.01)
    other = WorkBench(a_queue(client, namespace, warnings), SystemClock())
    other.begin()

    assert other.done(1) == ["b"]
    other.end()


def test_what_failed_is_dead_and_not_tried_again(bench: WorkBench, dead: RedisDeadMessages) -> None:
    for run_id in ("away", "broken", "good"):
        bench.queue.enqueue(a_run(run_id))
    bench.begin()
    bench.done(1)
    bench.end()

    assert sorted(bench.begun) == ["away", "broken", "good"]
    assert {message.run_id: message.why for message in dead.newest()} == {
        "away": "the database does not answer",
        "broken": "an error that nobody foresaw: ZeroDivisionError",
    }
    assert (dead.figures().waiting, dead.figures().delayed) == (0, 0)


def test_of_too_many_dead_the_oldest_are_forgotten(
    bench: WorkBench, client: "redis.Redis", keys: QueueKeys
) -> None:
    now_ms = int(time.time() * 1000)
    old = {f"old {number}": now_ms - MOST_DEAD + number for number in range(MOST_DEAD)}
    client.zadd(keys.dead, old)
    client.hset(keys.dead_messages, mapping=dict.fromkeys(old, "a message"))
    for run_id in ("broken", "good"):
        bench.queue.enqueue(a_run(run_id))
    bench.begin()
    bench.done(1)
    bench.end()

    assert client.zcard(keys.dead) == client.hlen(keys.dead_messages) == MOST_DEAD
    assert client.zscore(keys.dead, "old 0") is None
    assert client.zscore(keys.dead, "old 1") is not None


def test_a_job_that_no_worker_knows_is_dead(bench: WorkBench, dead: RedisDeadMessages) -> None:
    bench.queue.enqueue(a_run("strange", job="gardening"))
    bench.queue.enqueue(a_run("good"))
    bench.begin()
    bench.done(1)
    bench.end()

    [message] = dead.newest()
    assert (message.job, message.run_id) == ("gardening", "strange")
    assert message.why == "no worker knows the job gardening"


def test_a_full_queue_takes_no_more_and_says_so_once(
    bench: WorkBench, dead: RedisDeadMessages, warnings: list[str]
) -> None:
    queue = bench.queue
    assert isinstance(queue, DramatiqRunQueue)
    queue.most_waiting = 2
    for run_id in ("a", "b", "c", "d"):
        queue.enqueue(a_run(run_id))

    assert dead.figures().waiting == 2
    assert warnings == ["the queue is full; runs are handed over when there is room"]


def test_what_a_dead_worker_had_taken_is_handed_out_again(
    client: "redis.Redis", namespace: str, bench: WorkBench
) -> None:
    """
    It died silently: its heartbeat is old, its message was never acknowledged.
    """
    bench.queue.enqueue(a_run("a"))
    dying = open_broker(client, namespace, heartbeat_ms=1)
    taken = list(filter(None, [next(dying.consume(QUEUE, prefetch=1, timeout=1))]))
    queue = bench.queue
    assert isinstance(queue, DramatiqRunQueue)
    queue.broker.heartbeat_timeout = 1
    queue.broker.maintenance_chance = 1_000_000
    bench.begin()

    assert len(taken) == 1
    assert bench.done(1) == ["a"]


def test_an_emptied_redis_forgets_what_waits_and_takes_new_runs(
    bench: WorkBench, client: "redis.Redis", namespace: str
) -> None:
    bench.queue.enqueue(a_run("lost"))
    client.delete(*client.scan_iter(f"{namespace}:*"))
    bench.queue.enqueue(a_run("lost"))
    bench.begin()

    assert bench.done(1) == ["lost"]


def test_a_redis_that_is_away_is_told_once_and_harms_nobody() -> None:
    warnings: list[str] = []
    with redis_client("redis://127.0.0.1:1/0", answer_s=0.2) as nowhere:
        queue = a_queue(nowhere, "nowhere", warnings)
        queue.enqueue(a_run("a"))
        queue.enqueue(a_run("b"))

    assert len(warnings) == 1
    assert "does not answer (ConnectionError)" in warnings[0]


def test_a_worker_is_seen_while_it_works(bench: WorkBench, dead: RedisDeadMessages) -> None:
    before = dead.figures().workers
    bench.begin()
    bench.queue.enqueue(a_run("a"))
    bench.done(1)
    during = dead.figures().workers
    bench.end()

    assert (before, during, dead.figures().workers) == (0, 1, 0)


def test_a_time_limit_ends_a_run_that_hangs(
    client: "redis.Redis", namespace: str, dead: RedisDeadMessages
) -> None:
    """
    Five minutes and a margin in life; here the limit is a moment.
    """
    short = attrs.evolve(ORDERS, deadline=timedelta(milliseconds=300) - TIME_LIMIT_MARGIN)
    queue = attrs.evolve(a_queue(client, namespace, []), jobs=[short])
    bench = WorkBench(queue, SystemClock())

    def hang(run_id: str) -> None:
        if run_id == "good":
            bench.perform(run_id)
        while run_id == "hangs":
            time.sleep(0.02)

    bench.open.set()
    queue.start(hang)
    queue.enqueue(a_run("hangs"))
    queue.enqueue(a_run("good"))
    bench.done(1)
    bench.end()

    assert [message.why for message in dead.newest()] == ["it did not end within its time limit"]
