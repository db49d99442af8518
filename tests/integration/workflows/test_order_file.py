"""Orders come from a file of the Seller Center instead of the network."""

from pathlib import Path

import pytest
from tests.integration.workflows.conftest import Open
from tests.integration.workflows.harness import NORTH, Play
from tests.integration.workflows.lamp_shop import lamp_shop, lamps, sell

from entrypoints.open_shop import OpenShop
from job_core.run import Run, RunState
from sandbox.scenario.orders import OrderChange
from sandbox.temu.order_export import LANGUAGES
from temu_core.amounts import OrderAmounts
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber

LIST = "bg.order.list.v2.get"
DETAILS = ("bg.order.shippinginfo.v2.get", "bg.order.amount.query")
NET = {"ORDER_FILE__PRICES": "net"}


def keep(play: Play, content: bytes) -> str:
    def kept(shop: OpenShop) -> str:
        return str(shop.adapters.order_files().keep([content]))

    return play.read(kept)


def take(play: Play, language: str = "de") -> Run:
    """
    Take the file a merchant would export now.
    """
    return play.sync_orders(file=keep(play, play.world.order_export(language)))


def gross(play: Play, number: OrderNumber) -> int:
    amounts = play.record(number).amounts
    assert isinstance(amounts, OrderAmounts)
    return amounts.goods_gross + amounts.shipping_gross


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_orders_of_a_file_reach_the_erp_without_asking_for_list_or_details(
    open_play: Open, language: str
) -> None:
    play = open_play(lamp_shop(), **NET)
    numbers = [sell(play, 1, shipping_gross=490), sell(play, 2, lamps(3), lamps(1, vat=700))]
    play.world.traffic.reset()

    run = take(play, language)
    play.advance(minutes=10)

    assert run.state is RunState.SUCCESS
    asked = play.world.traffic.by_type
    assert [asked[call] for call in DETAILS] == [0, 0]
    # Once by number, just before the export.
    assert asked[LIST] == 1
    assert play.jtl()["documents"] == dict.fromkeys(numbers, 1)
    assert gross(play, numbers[0]) == 1190 + 490


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_file_says_the_same_prices_as_the_network(open_play: Open, language: str) -> None:
    play = open_play(lamp_shop(), **NET)
    numbers = [sell(play, n, lamps(n), shipping_gross=490) for n in (1, 2, 3)]

    take(play, language)

    assert [gross(play, number) for number in numbers] == [1190 * n + 490 for n in (1, 2, 3)]


def test_the_same_file_twice_changes_nothing(open_play: Open) -> None:
    play = open_play("small", **NET)
    content = play.world.order_export("de")
    play.sync_orders(file=keep(play, content))
    play.sync_orders(file=keep(play, content))
    before = play.records()

    run = play.sync_orders(file=keep(play, content))

    assert run.state is RunState.SUCCESS
    assert play.records() == before


def test_a_file_never_moves_the_watermark(open_play: Open) -> None:
    play = open_play(lamp_shop(), **NET)
    sell(play)

    take(play)
    assert play.watermark() is None
    play.sync_orders()
    moved = play.watermark()
    play.advance(hours=1)
    take(play)

    assert moved is not None
    assert play.watermark() == moved


def test_what_the_network_said_is_younger_than_any_file(open_play: Open) -> None:
    play = open_play(lamp_shop(), **NET)
    number = sell(play, payment="COD")
    play.sync_orders()
    before = play.record(number)

    take(play)

    assert play.record(number) == before


def test_prices_that_may_be_net_or_gross_wait_until_the_merchant_says(open_play: Open) -> None:
    play = open_play(lamp_shop())
    number = sell(play)

    take(play)
    waiting = play.record(number)
    said = play.with_settings(ORDER_FILE__PRICES="net")
    take(said)

    assert waiting.state is LedgerState.INCOMPLETE
    assert "order_file.prices" in waiting.waiting_for
    assert said.state(number) is LedgerState.EXPORTED


def test_an_order_whose_amounts_the_file_lacks_is_completed_over_the_network(
    open_play: Open,
) -> None:
    play = open_play(lamp_shop())
    number = sell(play)
    take(play)

    play.sync_orders()

    assert play.state(number) is LedgerState.EXPORTED


def test_a_cancellation_after_the_file_was_made_keeps_the_order_back(open_play: Open) -> None:
    play = open_play(lamp_shop(), **NET)
    number = sell(play)
    content = play.world.order_export("de")
    play.world.change_order(number, OrderChange(cancel=True))

    play.sync_orders(file=keep(play, content))

    assert play.state(number) is LedgerState.CANCELLED
    assert play.jtl()["documents"] == {}


def test_rows_are_kept_like_other_answers_and_the_file_is_gone(open_play: Open) -> None:
    play = open_play(lamp_shop(), **NET)
    number = sell(play)

    run = take(play)

    def kept(shop: OpenShop) -> list[str]:
        return [a.call.value for a in shop.adapters.raw_answers().of_order(NORTH, number)]

    assert "order_file_rows" in play.read(kept)
    assert list((play.settings.data / NORTH / "order_files").iterdir()) == []
    assert "Erika" not in play.log()
    assert run.parameters["csv"]


def test_a_file_of_a_wrong_form_stores_nothing_and_says_where(open_play: Open) -> None:
    play = open_play(lamp_shop(), **NET)
    sell(play)
    good = play.world.order_export("de")
    header, *rows = good.decode("utf-8-sig").splitlines(keepends=True)
    bad = keep(play, "".join([header, *rows, "PO-1,only two\r\n"]).encode())

    run = play.sync_orders(file=bad)

    assert run.state is RunState.FAILED
    assert "row 3" in run.error
    assert play.records() == {}
    # Somebody may want to look at it; it is erased a day later.
    assert [p.name for p in _files(play)] == [bad]


def test_a_spoilt_cell_stops_its_order_alone(open_play: Open) -> None:
    play = open_play(lamp_shop(), **NET)
    good, bad = sell(play, 1), sell(play, 2, lamps(7))
    text = play.world.order_export("de").decode("utf-8-sig")

    run = play.sync_orders(file=keep(play, text.replace(",7,", ",sieben,").encode()))

    assert run.state is RunState.SUCCESS
    assert play.state(good) is LedgerState.EXPORTED
    record = play.record(bad)
    assert record.state is LedgerState.INCOMPLETE
    assert "Gekaufte Menge" in record.waiting_for


def test_an_unknown_status_holds_the_order_until_the_word_is_taught(open_play: Open) -> None:
    play = open_play(lamp_shop(), **NET)
    number = sell(play)
    text = play.world.order_export("de").decode("utf-8-sig")
    german = text.replace("Unshipped", "Nicht versandt").encode()

    play.sync_orders(file=keep(play, german))

    hold = play.record(number).hold
    assert hold is not None
    assert "Nicht versandt" in hold.text


def test_a_name_that_was_never_kept_fails_the_run(play: Play) -> None:
    run = play.sync_orders(file="0" * 32 + ".csv")

    assert run.state is RunState.FAILED
    assert "bring it again" in run.error


def _files(play: Play) -> list[Path]:
    return sorted((play.settings.data / NORTH / "order_files").iterdir())
