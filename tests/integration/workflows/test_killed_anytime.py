"""The process is killed with signal 9 at random moments, again and again, on one SQLite file."""

import os
import random
import time
from collections.abc import Iterator

import attrs
import pytest
from tests.integration.workflows.conftest import Open
from tests.integration.workflows.harness import HOUR, MINUTE, Play
from tests.integration.workflows.invariants import (
    assert_nothing_is_doubled,
    assert_nothing_is_lost,
    assert_nothing_is_open,
    assert_nothing_is_oversold,
    assert_parcels_are_told_or_held,
)
from tests.integration.workflows.lamp_shop import lamp_order, lamp_shop, sell
from tests.integration.workflows.victims import Job, Victims, victims

from job_core.run import RunState
from temu_core.ledger import LedgerState

SEED_SETTING = "TEMU_JTL_TEST_KILL_SEED"
#: Processes that must have died at work, for each of the two ways orders reach the ERP.
KILLS = 12
#: Runs that end before their moment comes are no kills.
MOST_RUNS = 3 * KILLS
#: Longer than any lease of a dead run.
LEASE_OVER = 10 * MINUTE
LATENCY_MS = 20
#: With one more for each run they stay below the ERP's stock.
FIRST_ORDERS = 8

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture
def killers() -> Iterator[Victims]:
    with victims() as lent:
        yield lent


@pytest.fixture
def chance() -> random.Random:
    """
    Return what chooses the moments; another seed each time, unless one is named.

    The same seed kills at the same shares of what a run takes.  What a process
    has done by then is up to the machine.
    """
    seed = int(os.environ.get(SEED_SETTING) or random.SystemRandom().randrange(1_000_000))
    # Shown with a failure.
    print(f"again: {SEED_SETTING}={seed} pytest {__file__}")
    return random.Random(seed)


@attrs.define
class Moment:
    """
    A share of the time that a run is expected to take from its first call on.
    """

    share: float
    expected_s: float
    began: float | None = None

    def reached(self, play: Play) -> bool:
        """
        Return whether that share has passed.
        """
        if self.began is None:
            if play.world.traffic.calls == 0:
                return False
            self.began = time.monotonic()
        return self.passed_s >= self.share * self.expected_s

    @property
    def passed_s(self) -> float:
        """
        How long the run has been at work.
        """
        return 0.0 if self.began is None else time.monotonic() - self.began


def _kill_often(play: Play, killers: Victims, chance: random.Random) -> int:
    """
    Sell, let time pass, let a process work and kill it; return how many died at work.
    """
    killed, sold = 0, FIRST_ORDERS
    #: From the first call to the end, as learned from runs that ended by themselves.
    expected_s: dict[Job, float] = {"orders": 1.0, "inventory": 0.3}
    for _ in range(MOST_RUNS):
        sold += 1
        sell(play, sold)
        job: Job = "inventory" if chance.random() < 0.2 else "orders"
        moment = Moment(chance.random(), expected_s[job])
        play.world.traffic.reset()
        play.world.switches.update(latency_ms=LATENCY_MS)
        if killers.work_until(play, job, moment.reached):
            killed += 1
            expected_s[job] *= 1.1
        else:
            expected_s[job] = moment.passed_s
        play.world.switches.update(latency_ms=0)
        play.advance(LEASE_OVER + chance.random() * 30 * MINUTE)
        assert_nothing_is_doubled(play)
        assert play.jtl()["oversold"] == {}
        if killed == KILLS:
            break
    return killed


@pytest.mark.parametrize("way", ["inbox", "file"])
def test_everything_ends_well_after_kills_at_random_moments(
    open_play: Open, killers: Victims, chance: random.Random, way: str
) -> None:
    play = open_play(lamp_shop(*map(lamp_order, range(1, FIRST_ORDERS + 1))), ORDERS__DELIVERY=way)
    play.sync_inventory()

    killed = _kill_often(play, killers, chance)
    for passes in (0 * MINUTE, 20 * MINUTE, HOUR, 3 * HOUR, HOUR):
        play.advance(passes)
        assert play.sync_orders().state is RunState.SUCCESS
        assert play.sync_inventory().state is RunState.SUCCESS

    assert killed == KILLS
    assert_nothing_is_lost(play)
    assert_nothing_is_doubled(play)
    assert_parcels_are_told_or_held(play)
    assert_nothing_is_open(play)
    assert_nothing_is_oversold(play)
    # Nothing was wrong with any of these orders, so no way to stop is an excuse.
    assert {record.state for record in play.records().values()} == {LedgerState.CONFIRMED}
    assert set(play.records()) == set(play.jtl()["parcels"]) == set(play.temu()["confirmed"])
