"""An ERP that is away, empty, forgetful or silent: nothing wrong is pushed, nothing is lost."""

import sqlite3
from contextlib import closing

import pytest
from tests.integration.workflows.conftest import Open
from tests.integration.workflows.harness import MINUTE, Play
from tests.integration.workflows.lamp_shop import LAMP_SKU, LAMPS, lamp_shop, sell

from job_core.run import RunState
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.use_cases.sync_inventory import InventorySyncMode


def _away(play: Play) -> Play:
    return play.with_settings(ERP__URL=f"sqlite:///{play.folder / 'gone' / 'jtl.sqlite'}")


def _in_the_erp(play: Play, statement: str) -> None:
    with closing(sqlite3.connect(play.world.jtl_database)) as jtl, jtl:
        jtl.execute(statement)


def _shown(play: Play) -> int:
    return int(play.temu()["stock"][str(LAMP_SKU)])


@pytest.mark.parametrize("mode", InventorySyncMode)
def test_an_erp_that_cannot_be_reached_pushes_nothing(play: Play, mode: InventorySyncMode) -> None:
    assert play.sync_inventory().state is RunState.SUCCESS
    play.world.jtl.add_stock("LAMP-1", 1, -50)
    pushed = play.temu()["stock_edit_calls"]

    run = _away(play).sync_inventory(mode)

    assert run.state is RunState.FAILED
    assert "JTL" in run.error
    assert play.temu()["stock_edit_calls"] == pushed
    assert play.sync_inventory(mode).state is RunState.SUCCESS
    assert _shown(play) == LAMPS - 50


def test_orders_wait_for_an_erp_that_cannot_be_reached(lamp_play: Play) -> None:
    number = sell(lamp_play)

    run = _away(lamp_play).sync_orders()

    assert run.state is RunState.FAILED
    assert "JTL" in run.error
    assert lamp_play.state(number) is LedgerState.READY
    lamp_play.advance(days=1)
    assert lamp_play.sync_orders().state is RunState.SUCCESS
    lamp_play.advance(minutes=10)
    assert list(lamp_play.jtl()["booked"]) == [number]


def test_an_empty_stock_answer_pushes_nothing(play: Play) -> None:
    play.sync_inventory()
    shown, pushed = _shown(play), play.temu()["stock_edit_calls"]
    _in_the_erp(play, "UPDATE tArtikel SET cArtNr = cArtNr || '-away'")

    run = play.sync_inventory()

    assert run.state is RunState.FAILED
    assert "no stock at all" in run.error
    assert "Nothing was pushed" in run.error
    assert (_shown(play), play.temu()["stock_edit_calls"]) == (shown, pushed)


def test_far_fewer_articles_than_known_push_nothing(open_play: Open) -> None:
    play = open_play("small")
    play.sync_inventory()
    before = play.temu()["stock"]
    _in_the_erp(play, "UPDATE tArtikel SET cArtNr = cArtNr || '-away' WHERE kArtikel > 8")
    _in_the_erp(play, "UPDATE tlagerbestand SET fVerfuegbar = 1")

    run = play.sync_inventory()

    assert run.state is RunState.FAILED
    assert "only 8 articles" in run.error
    assert play.temu()["stock"] == before


def test_stock_that_falls_to_zero_everywhere_waits_for_a_person(open_play: Open) -> None:
    play = open_play("small")
    play.sync_inventory()
    before = play.temu()["stock"]
    _in_the_erp(play, "UPDATE tlagerbestand SET fVerfuegbar = 0")

    run = play.sync_inventory()

    assert run.error == ""
    assert "waits for approval" in play.log()
    assert play.temu()["stock"] == before


def test_an_order_the_erp_never_books_is_held_and_never_sent_again(lamp_play: Play) -> None:
    lamp_play.world.jtl.switches.never_runs = True
    number = sell(lamp_play)
    lamp_play.sync_orders()
    lamp_play.advance(minutes=119)
    lamp_play.sync_orders()
    assert lamp_play.state(number) is LedgerState.EXPORTED

    for _ in range(4):
        lamp_play.advance(hours=7)
        lamp_play.sync_orders()

    assert lamp_play.held(number) is HoldReason.NOT_TAKEN_BY_ERP
    lamp_play.world.jtl.switches.never_runs = False
    lamp_play.advance(minutes=10)
    assert lamp_play.jtl()["documents"] == {number: 1}


def test_an_order_booked_late_after_all_goes_on_by_itself(lamp_play: Play) -> None:
    lamp_play.world.jtl.switches.slow_s = 3 * 3600
    number = sell(lamp_play)
    lamp_play.sync_orders()
    lamp_play.advance(hours=2, minutes=30)
    lamp_play.sync_orders()
    assert lamp_play.held(number) is HoldReason.NOT_TAKEN_BY_ERP

    lamp_play.advance(hours=1)
    lamp_play.sync_orders()
    lamp_play.advance(hours=2)
    lamp_play.sync_orders()

    assert lamp_play.state(number) is LedgerState.CONFIRMED


def test_a_row_taken_from_the_inbox_and_booked_later_is_not_sent_twice(play: Play) -> None:
    play.world.jtl.switches.take_row_book_later_s = 90 * 60
    number = sell(play)

    for _ in range(10):
        play.sync_orders()
        play.advance(15 * MINUTE)

    assert play.state(number) is LedgerState.IN_ERP
    assert play.jtl()["documents"] == {number: 1}


@pytest.mark.parametrize(
    ("way", "documents"),
    [
        # The ERP reads a file once; in its inbox the same bytes are a second document.
        ("file", 1),
        ("inbox", 2),
    ],
)
def test_a_document_the_erp_refuses_silently_ends_held_and_is_closed_by_hand(
    open_play: Open, way: str, documents: int
) -> None:
    play = open_play(lamp_shop(), ORDERS__DELIVERY=way)
    number = sell(play)
    play.with_settings(ERP__XML__SHIPPING_METHOD="Rakete").sync_orders()
    written = play.document(number)
    assert b"Rakete" in written
    play.advance(hours=3)
    play.sync_orders()
    assert play.held(number) is HoldReason.NOT_TAKEN_BY_ERP

    assert play.mend(number, Remedy.DELIVER_AGAIN).orders == (number,)
    play.sync_orders()
    assert play.state(number) is LedgerState.EXPORTED
    assert play.document(number) == written
    play.advance(hours=3)
    play.sync_orders()

    assert play.held(number) is HoldReason.NOT_TAKEN_BY_ERP
    assert play.jtl()["documents"] == {number: documents}
    assert play.jtl()["booked"] == {}
    assert play.mend(number, Remedy.DONE_BY_HAND).orders == (number,)
    play.sync_orders()
    assert play.state(number) is LedgerState.CLOSED_ELSEWHERE


def test_an_order_booked_twice_by_the_erp_is_an_alarm(play: Play) -> None:
    play.world.jtl.switches.book_twice_next = 1
    number = sell(play)
    play.sync_orders()
    play.advance(minutes=10)

    play.sync_orders()

    assert play.jtl()["documents"] == {number: 1}
    assert ("duplicate_in_erp", number) in {(k.value, s) for k, s in play.alerts()}
