"""A run that a worker does over Redis leaves the same record as one that a command does."""

import pytest
import redis
from tests.unit.entrypoints.test_one_executor import CHOSEN, Office, by_command, full_sync, plain
from tests.unit.workflows.world import NOON, NORTH

from adapters.clock import FixedClock
from adapters.dramatiq_queue.broker import open_broker
from adapters.dramatiq_queue.run_queue import DramatiqRunQueue
from entrypoints.jobs import ORDERS_JOB, sync_jobs
from job_core.run import RunState

pytestmark = pytest.mark.redis


@pytest.fixture
def office(client: "redis.Redis", namespace: str) -> Office:
    """
    A shop whose runs go through Redis.
    """
    queue = DramatiqRunQueue(
        broker=open_broker(client, namespace),
        jobs=sync_jobs(),
        clock=FixedClock(NOON),
        threads=1,
        warn=pytest.fail,
    )
    return Office(queue)


def test_a_worker_leaves_the_record_of_a_command(office: Office) -> None:
    request = office.jobs.request_run()
    run = office.done_by_workers(lambda: request(NORTH, ORDERS_JOB, CHOSEN, by="rest:ada"))

    assert run.state is RunState.SUCCESS
    assert plain(run) == plain(by_command())


def test_a_worker_does_what_a_schedule_asked_for(office: Office) -> None:
    entry = full_sync()
    office.world.books.schedule_book.seed([entry])
    tick = office.jobs.tick()
    run = office.done_by_workers(lambda: tick(entry))

    assert plain(run) == plain(by_command())


def test_a_message_that_comes_twice_finds_its_run_done(office: Office) -> None:
    """
    Sent twice before anybody took it, once more after it was done.
    """
    run = office.jobs.request_run()(NORTH, ORDERS_JOB, CHOSEN, by="rest:ada")
    first = office.done_by_workers(lambda: office.queue.enqueue(run))
    again = office.jobs.perform_run()(run.id)

    assert again == first
    assert len(office.results) == 1
