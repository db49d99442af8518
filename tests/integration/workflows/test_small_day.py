"""A whole day of the small scenario: every order ends as its story says."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.integration.workflows.harness import Play, order_number, played
from tests.integration.workflows.invariants import (
    assert_nothing_is_doubled,
    assert_nothing_is_lost,
    assert_nothing_is_open,
    assert_nothing_is_oversold,
    assert_parcels_are_told_or_held,
)
from tests.integration.workflows.small_ending import ENDINGS, Ending, play_the_day

from temu_core.order import OrderNumber
from temu_core.record import OrderRecord


@pytest.fixture(scope="module", params=["inbox", "file"])
def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """
    Play the day once for each way orders reach the ERP.
    """
    folder = tmp_path_factory.mktemp(f"day-{request.param}")
    with played(folder, ORDERS__DELIVERY=request.param) as play:
        play_the_day(play)
        yield play


@pytest.fixture(scope="module")
def records(day: Play) -> dict[OrderNumber, OrderRecord]:
    return dict(day.records())


@pytest.fixture(scope="module")
def outside(day: Play) -> dict[str, Any]:
    return dict(day.world.books())


def test_the_table_names_every_order_and_no_other(
    records: dict[OrderNumber, OrderRecord], outside: dict[str, Any]
) -> None:
    assert set(records) == set(map(order_number, ENDINGS))
    assert set(records) == set(outside["temu"]["orders"]["status"])


@pytest.mark.parametrize(("suffix", "ending"), sorted(ENDINGS.items()))
def test_an_order_ends_as_its_story_says(
    suffix: int,
    ending: Ending,
    day: Play,
    records: dict[OrderNumber, OrderRecord],
    outside: dict[str, Any],
) -> None:
    number = order_number(suffix)
    record = records[number]

    assert record.state is ending.state
    assert (record.hold and record.hold.reason) is ending.hold
    assert record.closed_why is ending.closed
    assert ending.alert is None or (ending.alert, number) in day.alerts()
    assert len(outside["jtl"]["booked"].get(number, [])) == ending.in_erp
    told = [p["trackingNumber"] for p in outside["temu"]["confirmed"].get(number, [])]
    sent = [p["tracking"] for p in outside["jtl"]["parcels"].get(number, []) if p["shipped_at"]]
    assert sorted(told) == sorted(sent if ending.told is None else ending.told)


def test_whatever_happened_nothing_is_lost_doubled_or_oversold(day: Play) -> None:
    assert_nothing_is_lost(day)
    assert_nothing_is_doubled(day)
    assert_parcels_are_told_or_held(day)
    assert_nothing_is_oversold(day)
    assert_nothing_is_open(day)


def test_details_of_the_stories_are_in_the_erp(outside: dict[str, Any]) -> None:
    orders = outside["jtl"]["orders"]

    def positions(suffix: int) -> list[dict[str, Any]]:
        return list(orders[order_number(suffix)]["positions"])

    assert {p["vat_percent"] for p in positions(109)} == {20}
    assert sorted(p["vat_percent"] for p in positions(104) if p["type"] == 2) == [7, 19]
    assert sorted(p["units"] for p in positions(107) if p["type"] == 1) == [1, 2]
    assert not [p for p in positions(108) if p["type"] == 2]
    assert [p["number"] for p in positions(137)] == ["SOCKEN-39"]
    assert orders[order_number(105)]["gross"] == pytest.approx(31.49)
    assert orders[order_number(106)]["gross"] == pytest.approx(15.98)


def test_two_orders_in_one_parcel_were_told_in_one_call(outside: dict[str, Any]) -> None:
    temu = outside["temu"]
    orders = len(temu["confirmed"])

    assert temu["confirm_calls"] == temu["confirm_accepted"] == orders - 1


def test_a_second_play_changes_nothing_outside(day: Play) -> None:
    day.sync_inventory()
    day.sync_orders()
    before = day.world.books()

    ran = [day.sync_inventory(), day.sync_orders(), day.sync_tracking()]

    assert [run.error for run in ran] == ["", "", ""]
    assert day.world.books() == before
