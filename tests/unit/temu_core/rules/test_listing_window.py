"""Which time is asked for, and when it counts as known."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from temu_core.rules.listing_window import (
    creation_windows,
    listed_within,
    listing_complete,
    may_move,
    update_window,
)
from temu_core.shop import ListingPolicy
from temu_core.window import Window

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("watermark", "start"),
    [
        pytest.param(NOW - HOUR, NOW - 2 * HOUR, id="an overlap before the watermark"),
        pytest.param(None, NOW - 7 * DAY, id="first run"),
        pytest.param(NOW - 200 * DAY, NOW - 90 * DAY, id="no further back than 90 days"),
        pytest.param(NOW - 90 * DAY, NOW - 90 * DAY, id="the overlap neither"),
        pytest.param(NOW + 5 * DAY, NOW - HOUR, id="clock set back"),
    ],
)
def test_the_window_begins_before_the_watermark(
    watermark: datetime | None, start: datetime
) -> None:
    window = update_window(watermark, now=NOW, policy=ListingPolicy())

    assert window == Window(start=start, end=NOW)


@given(
    apart=st.timedeltas(timedelta(0), 89 * DAY),
    overlap=st.timedeltas(timedelta(minutes=15), DAY),
)
def test_two_runs_leave_no_gap(apart: timedelta, overlap: timedelta) -> None:
    policy = ListingPolicy(overlap=overlap)
    first = update_window(None, now=NOW, policy=policy)

    second = update_window(first.end, now=NOW + apart, policy=policy)

    assert second.start <= first.end - overlap
    assert may_move(first.end, second, filtered=False, from_network=True)


def test_a_filtered_walk_proves_nothing() -> None:
    window = Window(start=NOW - HOUR, end=NOW)

    assert not may_move(NOW, window, filtered=True, from_network=True)


def test_a_recorded_walk_proves_nothing() -> None:
    window = Window(start=NOW - HOUR, end=NOW)

    assert not may_move(NOW, window, filtered=False, from_network=False)


def test_a_walk_that_began_after_the_watermark_proves_nothing() -> None:
    window = Window(start=NOW - HOUR, end=NOW)

    assert may_move(NOW - HOUR, window, filtered=False, from_network=True)
    assert not may_move(
        NOW - HOUR - timedelta(seconds=1), window, filtered=False, from_network=True
    )


def test_the_first_walk_sets_the_watermark() -> None:
    window = Window(start=NOW - HOUR, end=NOW)

    assert may_move(None, window, filtered=False, from_network=True)


def test_the_daily_check_lists_by_creation() -> None:
    assert creation_windows(NOW, 14) == Window(start=NOW - 14 * DAY, end=NOW)


@pytest.mark.parametrize(
    ("moment", "belongs"),
    [
        (NOW - HOUR, True),
        (NOW, True),
        (NOW - HOUR - timedelta(seconds=1), False),
        (NOW + timedelta(seconds=1), False),
    ],
)
def test_an_order_of_another_time_does_not_belong_to_the_list(
    moment: datetime, belongs: bool
) -> None:
    assert listed_within(moment, Window(start=NOW - HOUR, end=NOW)) is belongs


def test_the_marketplace_counts_whole_seconds() -> None:
    window = Window(start=NOW - HOUR + timedelta(milliseconds=700), end=NOW)

    assert listed_within(NOW - HOUR, window)


@pytest.mark.parametrize(("collected", "complete"), [(7, True), (6, False), (8, False)])
def test_a_walk_is_complete_when_it_saw_as_many_as_there_are(
    collected: int, complete: bool
) -> None:
    assert listing_complete(7, collected) is complete
