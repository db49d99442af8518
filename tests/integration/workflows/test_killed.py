"""The process is killed at many moments; the next run goes on, nothing is lost or doubled."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from tests.integration.workflows.conftest import Open
from tests.integration.workflows.harness import HOUR, MINUTE, Play, order_number
from tests.integration.workflows.invariants import (
    assert_nothing_is_doubled,
    assert_nothing_is_lost,
    assert_nothing_is_open,
    assert_nothing_is_oversold,
    assert_parcels_are_told_or_held,
)
from tests.integration.workflows.small_ending import ENDINGS
from tests.integration.workflows.victims import Job, Reached, Victims, victims

from job_core.run import RunState
from shared_kernel.errors import RejectedError
from temu_core.ledger import LedgerState

#: Longer than any lease of a dead run.
LEASE_OVER = 10 * MINUTE
LATENCY_MS = 20

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture
def killers() -> Iterator[Victims]:
    with victims() as lent:
        yield lent


def _calls(count: int) -> Reached:
    return lambda play: play.world.traffic.calls >= count


def _written(counter: Callable[[Play], int], count: int) -> Reached:
    return lambda play: counter(play) >= count


def _confirms(play: Play) -> int:
    return play.world.shop.counters.confirm_calls


def _edits(play: Play) -> int:
    return play.world.shop.counters.stock_edit_calls


def _handed_over(play: Play) -> int:
    """
    Return how many documents wait for the ERP, rows of the inbox and files alike.
    """
    with closing(sqlite3.connect(play.world.jtl_database)) as jtl:
        rows = jtl.execute("SELECT count(*) FROM tXMLBestellImport").fetchone()[0]
    return int(rows) + len(list(play.world.outbox.iterdir()))


def _kill(play: Play, killers: Victims, job: Job, moments: list[Reached]) -> int:
    """
    Kill one run after the other; return how many were still at work.
    """
    killed = 0
    for reached in moments:
        play.world.traffic.reset()
        play.world.switches.update(latency_ms=LATENCY_MS)
        killed += killers.work_until(play, job, reached)
        play.world.switches.update(latency_ms=0)
        play.advance(LEASE_OVER)
        assert_nothing_is_doubled(play)
        assert play.jtl()["oversold"] == {}
    return killed


def _ends(play: Play) -> dict[str, LedgerState]:
    return {str(number): record.state for number, record in play.records().items()}


@pytest.mark.parametrize("way", ["inbox", "file"])
def test_orders_and_parcels_survive_a_process_that_keeps_dying(
    open_play: Open, killers: Victims, way: str
) -> None:
    play = open_play("small", ORDERS__DELIVERY=way)
    play.sync_inventory()

    coming_in = [*map(_calls, (1, 12, 50, 78)), _written(_handed_over, 1), _calls(4)]
    killed = _kill(play, killers, "orders", coming_in)
    # What the dead run sent is looked for twice before the rest is sent again.
    for passes in (0 * MINUTE, 20 * MINUTE):
        play.advance(passes)
        assert play.sync_orders().state is RunState.SUCCESS
    play.advance(3 * HOUR)
    going_out = [_calls(3), *(_written(_confirms, count) for count in (1, 6, 14))]
    killed += _kill(play, killers, "orders", going_out)
    for passes in (30 * MINUTE, 4 * HOUR, 8 * HOUR, 16 * HOUR, HOUR):
        play.advance(passes)
        assert play.sync_orders().state is RunState.SUCCESS

    assert killed >= 8
    assert_nothing_is_lost(play)
    assert_nothing_is_doubled(play)
    assert_parcels_are_told_or_held(play)
    assert_nothing_is_open(play)
    assert _ends(play) == {order_number(n): ending.state for n, ending in ENDINGS.items()}


def test_what_the_erp_took_from_a_dead_run_and_books_late_is_not_sent_again(
    open_play: Open, killers: Victims
) -> None:
    play = open_play("small")
    play.world.jtl.switches.take_row_book_later_s = 12 * 60
    play.world.switches.update(latency_ms=LATENCY_MS)
    assert killers.work_until(play, "orders", _written(_handed_over, 1))
    play.world.switches.update(latency_ms=0)

    for _ in range(4):
        play.advance(LEASE_OVER)
        assert play.sync_orders().state is RunState.SUCCESS
    play.advance(HOUR)
    play.sync_orders()

    assert_nothing_is_doubled(play)
    assert_nothing_is_open(play)


def test_stock_survives_a_process_that_keeps_dying(open_play: Open, killers: Victims) -> None:
    play = open_play("small")

    moments = [_calls(3), *(_written(_edits, count) for count in (1, 6, 12))]
    killed = _kill(play, killers, "inventory", moments)
    assert play.sync_inventory().state is RunState.SUCCESS

    assert killed >= 3
    assert_nothing_is_oversold(play)
    assert_nothing_is_open(play)


def test_a_dead_run_keeps_others_out_until_its_lease_is_over(
    open_play: Open, killers: Victims
) -> None:
    play = open_play("small")
    play.world.switches.update(latency_ms=LATENCY_MS)
    assert killers.work_until(play, "orders", _calls(10))
    play.world.switches.update(latency_ms=0)

    with pytest.raises(RejectedError, match="already running"):
        play.sync_orders()

    play.advance(LEASE_OVER)
    assert play.sync_orders().state is RunState.SUCCESS
