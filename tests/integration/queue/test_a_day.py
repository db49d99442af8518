"""Two worker processes do a day of two shops; one of them is killed in the middle."""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from tests.integration.queue.redis_server import redis_url
from tests.integration.queue.two_shops import (
    NORTH,
    ORDERS_EACH,
    SOUTH,
    TwoShops,
    two_shops,
    until,
)

from adapters.dramatiq_queue.broker import QUEUE
from adapters.dramatiq_queue.keys import QueueKeys
from job_core.run import RunState
from temu_core.ledger import LedgerState

pytestmark = [pytest.mark.redis, pytest.mark.timeout(300)]

HOUR_S = 3600
#: Longer than any lease of a dead run.
LEASE_OVER_S = 25 * 60


@pytest.fixture
def shops(tmp_path: Path, namespace: str) -> Iterator[TwoShops]:
    with two_shops(tmp_path, redis_url(), namespace) as shops:
        yield shops


def let_pass(shops: TwoShops, hours: int) -> None:
    """
    Play some hours, two at a time, with everything that is due.
    """
    for _ in range(0, hours, 2):
        shops.advance(2 * HOUR_S)
        shops.keep_time()
        shops.wait_until_idle()


def kill_in_the_middle(shops: TwoShops) -> set[str]:
    """
    Kill the first worker while it works; return the runs that died with it.
    """
    victim, survivor = shops.workers
    shops.slow_down(400)
    shops.advance(2 * HOUR_S)
    shops.keep_time()
    # Two threads each: when three runs are under way, the victim does one at least.
    until(lambda: len(shops.running()) >= 3)
    time.sleep(0.2)
    victim.process.send_signal(signal.SIGKILL)
    victim.process.wait(10)
    shops.slow_down(0)
    # For so long that the survivor would have taken what still waits for it.
    until(lambda: not _ids(shops) & set(survivor.begun()), for_s=2.0)
    return _ids(shops)


def _ids(shops: TwoShops) -> set[str]:
    return {run.id for run in shops.running()}


def test_a_day_of_two_shops_survives_the_death_of_a_worker(
    shops: TwoShops, client: "redis.Redis", namespace: str
) -> None:
    shops.hire()
    shops.hire()
    shops.keep_time()
    shops.wait_until_idle()
    let_pass(shops, 4)
    died = kill_in_the_middle(shops)
    shops.advance(LEASE_OVER_S)
    shops.keep_time()
    shops.wait_until_idle()
    shops.hire()
    let_pass(shops, 14)

    runs = {run.id: run for run in shops.runs()}
    begun = Counter(run_id for worker in shops.workers for run_id in worker.begun())

    # Runs: each begun by one worker and once; the dead ones were done by others.
    assert died
    assert {run_id for run_id, run in runs.items() if run.state is RunState.ABANDONED} == died
    assert {run.state for run in runs.values()} == {RunState.SUCCESS, RunState.ABANDONED}
    assert all(worker.begun() for worker in shops.workers)
    assert {run_id: times for run_id, times in begun.items() if times > 1} == {}
    for run_id in died:
        dead = runs[run_id]
        assert [
            run
            for run in runs.values()
            if (run.shop, run.job, run.state) == (dead.shop, dead.job, RunState.SUCCESS)
            and run.requested_at > dead.requested_at
        ]

    # Orders: none lost, none doubled, all delivered, shipped and told.
    jtl = shops.jtl()
    for shop in (NORTH, SOUTH):
        records = shops.records(shop)
        assert set(shops.temu(shop)["orders_shown"]) == set(records)
        assert len(records) == ORDERS_EACH
        assert {record.state for record in records.values()} == {LedgerState.CONFIRMED}
        assert shops.jobs.shops[shop].adapters.outside_writes().open(shop) == []
    assert jtl["documents"] == dict.fromkeys(jtl["documents"], 1)
    assert [len(keys) for keys in jtl["booked"].values()] == [1] * 2 * ORDERS_EACH
    assert sorted(shops.told().values()) == [1] * 2 * ORDERS_EACH
    assert jtl["oversold"] == {}

    # The queue: what the victim held was handed out again, found its run over, and is gone.
    keys = QueueKeys(namespace, QUEUE)
    until(lambda: client.hlen(keys.messages) == 0)
    until(lambda: shops.jobs.dead_messages.figures().workers == 2)
    figures = shops.jobs.dead_messages.figures()
    assert (figures.waiting, figures.dead) == (0, 0)


def test_stopped_workers_give_back_what_they_had(shops: TwoShops) -> None:
    """
    SIGTERM in the middle: no new batch, leases given back, gone within 20 s; another goes on.
    """
    worker = shops.hire()
    shops.slow_down(150)
    shops.keep_time()
    until(lambda: len(shops.running()) >= 2)
    begun = time.monotonic()
    worker.process.send_signal(signal.SIGTERM)
    code = worker.process.wait(20)
    took = time.monotonic() - begun
    left = shops.running()
    shops.slow_down(0)
    shops.hire()
    shops.wait_until_idle()

    states = Counter(run.state for run in shops.runs())
    assert (code, took < 20, left) == (0, True, [])
    assert states[RunState.PARTIAL] >= 1
    assert set(states) <= {RunState.PARTIAL, RunState.SUCCESS}
    assert {run.error_code for run in shops.runs() if run.state is RunState.PARTIAL} == {"stopping"}
