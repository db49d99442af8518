"""The order list moves, repeats itself and is late; every order is stored once all the same."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from tests.integration.workflows.conftest import Open
from tests.integration.workflows.harness import HOUR, NOON, Listener, Play
from tests.integration.workflows.lamp_shop import lamp_order, lamp_shop, sell

from job_core.run import Run, RunState
from sandbox.scenario.orders import OrderChange
from temu_core.alert import AlertKind

#: More than two pages of a hundred; pending ones need no further calls.
MANY = 230


@pytest.fixture
def crowd(open_play: Open) -> Play:
    """
    Return a shop with three pages of orders.
    """
    orders = (lamp_order(n, status=1, placed_after_s=-60 * n) for n in range(1, MANY + 1))
    return open_play(lamp_shop(*orders))


def _assert_all_stored_once(play: Play, run: Run) -> None:
    assert run.state is RunState.SUCCESS
    assert sorted(play.records()) == sorted(play.world.shop.orders)
    assert play.watermark() == play.world.clock.now()


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"duplicate_pages": 1},
        {"duplicate_pages": 2},
        {"shuffle_pages": True},
        {"move_between_pages": 1},
        {"move_between_pages": 4},
    ],
    ids=str,
)
def test_every_order_is_stored_once(crowd: Play, fault: dict[str, Any]) -> None:
    crowd.world.switches.update(**fault)

    run = crowd.sync_orders()

    _assert_all_stored_once(crowd, run)


@attrs.frozen
class Meddler(Listener):
    """
    Lets something happen once, when so many orders were listed.
    """

    at: int
    happens: Callable[[], object]
    done: list[object] = attrs.field(factory=list)

    def progress(self, step: int, name: str, done: int, of: int) -> None:
        if done >= self.at and not self.done:
            self.done.append(self.happens())


def test_an_order_that_moves_while_one_walks_takes_no_other_with_it(crowd: Play) -> None:
    of_page_two = lamp_order(101, status=1).number

    def touch() -> object:
        crowd.world.clock.forward(1)
        return crowd.world.change_order(of_page_two, OrderChange())

    watched = attrs.evolve(crowd, heard=Meddler(at=200, happens=touch))

    run = watched.sync_orders()

    assert run.state is RunState.SUCCESS
    assert sorted(crowd.records()) == sorted(crowd.world.shop.orders)


@pytest.mark.parametrize("fault", [{"repeat_page_forever": True}, {"duplicate_pages": 99}], ids=str)
def test_a_page_that_repeats_for_ever_ends_the_run_and_moves_no_watermark(
    crowd: Play, fault: dict[str, Any]
) -> None:
    crowd.world.switches.update(**fault)

    run = crowd.sync_orders()

    assert run.state is RunState.FAILED
    assert "order list" in run.error
    assert crowd.watermark() is None
    assert crowd.world.traffic.calls < 20

    crowd.world.switches.reset()
    crowd.world.switches.update(rate_limit=False)
    _assert_all_stored_once(crowd, crowd.sync_orders())


def test_what_is_already_stored_goes_on_although_the_list_never_ends(crowd: Play) -> None:
    shown = sell(crowd, 9001)
    crowd.world.switches.update(repeat_page_forever=True)

    crowd.sync_orders()
    crowd.advance(minutes=10)

    assert list(crowd.jtl()["booked"]) == [shown]


@pytest.mark.parametrize("late_s", [600, 3600])
def test_orders_shown_late_but_within_the_overlap_are_not_lost(play: Play, late_s: int) -> None:
    play.world.switches.update(late_visibility_s=late_s)
    placed = []
    for quarter in range(1, 8):
        play.sync_orders()
        placed.append(sell(play, quarter))
        play.advance(minutes=15)
    for _ in range(5):
        play.sync_orders()
        play.advance(minutes=15)

    assert sorted(play.records()) == placed
    assert sorted(play.jtl()["booked"]) == placed


def test_an_order_shown_later_than_any_overlap_is_found_by_the_daily_check(play: Play) -> None:
    play.sync_orders()
    play.world.switches.update(late_visibility_s=4 * 3600)
    number = sell(play)
    for _ in range(8):
        play.advance(HOUR)
        play.sync_orders()
    assert number not in play.records()

    play.advance(hours=17)
    play.sync_orders()

    assert number in play.records()
    assert (AlertKind.MISSED_BY_UPDATES, number) in play.alerts()


def test_the_window_of_the_first_run_is_as_wide_as_the_setting(open_play: Open) -> None:
    day_s = 86_400
    play = open_play(
        lamp_shop(
            lamp_order(1, status=1, placed_after_s=-2 * day_s),
            lamp_order(2, status=1, placed_after_s=-4 * day_s),
        ),
        ORDERS__DAYS_BACK="3",
    )

    play.sync_orders()

    assert play.watermark() == NOON
    assert [int(number[-4:]) for number in play.records()] == [1]
