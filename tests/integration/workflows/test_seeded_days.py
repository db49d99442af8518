"""
Days with faults drawn from a seed, over real databases and HTTP; then they stop, and all is well.

A seed is run again by the name of its test: ``pytest -k 'sqlite-17' FILE``.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
import sqlalchemy as sa
from tests.integration.own_database.databases import empty_postgres, empty_tables
from tests.integration.workflows.conftest import Open
from tests.integration.workflows.harness import HOUR, MINUTE, Play
from tests.integration.workflows.invariants import (
    assert_nothing_is_doubled,
    assert_nothing_is_lost,
    assert_nothing_is_open,
    assert_nothing_is_oversold,
    assert_parcels_are_told_or_held,
)
from tests.integration.workflows.seeded_day import Job, Round, SeededDay, seeded_day

from adapters.own_database.schema import upgrade
from job_core.run import Run, RunState
from sandbox.jtl.setup import JtlSwitches
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.use_cases.sync_inventory import InventorySyncMode

SEEDS = 50
#: Each opens and empties a server's database, which takes longer than a file.
POSTGRES_SEEDS = 25

#: Long enough for the slowest ERP to book and pack what was ordered last.
SETTLING = (0 * MINUTE, 20 * MINUTE, 2 * HOUR, 3 * HOUR, 20 * MINUTE)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[sa.Engine]:
    """
    One PostgreSQL database of the present version; skips where there is no server.
    """
    with empty_postgres() as engine:
        upgrade(engine)
        yield engine


def _cases() -> Iterator[object]:
    for database, seeds in (("sqlite", SEEDS), ("postgres", POSTGRES_SEEDS)):
        for seed in range(seeds):
            yield pytest.param(database, seed, id=f"{database}-{seed}")


def _open_day(
    open_play: Open, request: pytest.FixtureRequest, database: str, day: SeededDay
) -> Play:
    if database == "sqlite":
        return open_play(day.scenario)
    engine = cast(sa.Engine, request.getfixturevalue("postgres_database"))
    empty_tables(engine)
    url = engine.url.render_as_string(hide_password=False)
    return open_play(day.scenario, DATABASE_URL=url)


@pytest.mark.parametrize(("database", "seed"), list(_cases()))
def test_a_day_of_faults_ends_well(
    open_play: Open, request: pytest.FixtureRequest, database: str, seed: int
) -> None:
    day = seeded_day(seed)
    # Shown with a failure.
    print(f"again: pytest {Path(__file__).name} -k '{database}-{seed}'\n{day.text}")
    play = _open_day(open_play, request, database, day)

    for one in day.rounds:
        _play_round(play, one)
        assert_nothing_is_doubled(play, by_erp=day.booked_twice)
        assert_nothing_is_lost(play)
        assert play.jtl()["oversold"] == {}
    _settle(play)

    assert_nothing_is_lost(play)
    assert_nothing_is_doubled(play, by_erp=day.booked_twice)
    assert_parcels_are_told_or_held(play)
    assert_nothing_is_open(play)
    assert_nothing_is_oversold(play)
    _assert_each_order_ends_as_it_must(play, day)


def _play_round(play: Play, one: Round) -> None:
    play.advance(one.passes)
    for script in one.sells:
        play.world.add_order(script)
    play.world.switches.update(**one.temu)
    for name, value in one.jtl.items():
        setattr(play.world.jtl.switches, name, value)
    # It may fail, in words; what it may not do is seen afterwards.
    run = _runs(play)[one.job]()
    assert (run.state in {RunState.SUCCESS, RunState.PARTIAL}) or run.error
    _stop_faults(play)


def _runs(play: Play) -> dict[Job, Callable[[], Run]]:
    return {
        "orders": play.sync_orders,
        "tracking": play.sync_tracking,
        "full": play.sync_inventory,
        "quick": lambda: play.sync_inventory(InventorySyncMode.QUICK),
    }


def _stop_faults(play: Play) -> None:
    play.world.switches.reset()
    play.world.switches.update(rate_limit=False)
    healthy = JtlSwitches()
    for name in ("never_runs", "slow_s", "take_row_book_later_s"):
        setattr(play.world.jtl.switches, name, getattr(healthy, name))


def _settle(play: Play) -> None:
    for passes in SETTLING:
        play.advance(passes)
        assert play.sync_orders().error == ""
    assert play.sync_inventory().error == ""


def _assert_each_order_ends_as_it_must(play: Play, day: SeededDay) -> None:
    """
    A plain order is confirmed unless the ERP spoiled it; a cancelled one never got there.
    """
    records, jtl = play.records(), play.jtl()
    assert set(records) == set(play.world.shop.orders)
    for number, kind in day.kinds.items():
        state = records[OrderNumber(number)].state
        spoiled = number in day.booked_twice or jtl["orders"].get(number, {}).get("cancelled")
        if kind in {"plain", "pending", "late_amounts"} and not spoiled:
            assert state is LedgerState.CONFIRMED, number
        if kind == "cancelled":
            assert state is LedgerState.CANCELLED, number
        if kind in {"cancelled", "ghost"}:
            assert number not in jtl["documents"], number
