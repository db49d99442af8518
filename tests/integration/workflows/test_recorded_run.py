"""A run from recorded answers brings the same orders without asking for the list."""

import sqlite3
from contextlib import closing

from tests.integration.workflows.conftest import Open
from tests.integration.workflows.harness import Play
from tests.integration.workflows.lamp_shop import lamp_shop, sell

from entrypoints.container.database import upgrade_database
from entrypoints.open_shop import database_url
from job_core.run import RunState

LIST = "bg.order.list.v2.get"
DETAILS = ("bg.order.shippinginfo.v2.get", "bg.order.amount.query")


def _second_database(play: Play) -> Play:
    """
    Return the shop with empty books that hold nothing but the recorded answers.
    """
    first = play.settings.own_database.database
    second = play.folder / "data" / "second.sqlite"
    other = play.with_settings(DATABASE_URL=f"sqlite:///{second}")
    upgrade_database(database_url(other.settings))
    with closing(sqlite3.connect(second)) as books, books:
        books.execute("ATTACH ? AS first", (str(first),))
        books.execute("INSERT INTO raw_answers SELECT * FROM first.raw_answers")
    return other


def test_recorded_orders_are_imported_without_asking_and_move_no_watermark(
    open_play: Open,
) -> None:
    play = open_play(lamp_shop())
    for suffix in range(1, 6):
        sell(play, suffix, payment="COD")
    recorded = play.sync_orders()
    other = _second_database(play)
    play.world.traffic.reset()

    run = other.sync_orders(recorded_run=recorded.id)

    assert run.state is RunState.SUCCESS
    assert {n: r.hold for n, r in other.records().items()} == {
        n: r.hold for n, r in play.records().items()
    }
    assert play.world.traffic.by_type[LIST] == 0
    assert other.watermark() is None
    assert play.watermark() is not None


def test_recorded_details_are_enough_and_the_erp_still_gets_each_order_once(
    open_play: Open,
) -> None:
    play = open_play("small")
    recorded = play.sync_orders()
    other = _second_database(play)
    play.world.traffic.reset()

    run = other.sync_orders(recorded_run=recorded.id)
    play.advance(minutes=10)

    assert run.state is RunState.SUCCESS
    assert sorted(other.records()) == sorted(play.records())
    asked = play.world.traffic.by_type
    assert [asked[operation] for operation in DETAILS] == [0, 0]
    # Just before the export the orders are read again by number, 20 a call.
    assert asked[LIST] <= 2
    assert set(play.jtl()["documents"].values()) == {1}
