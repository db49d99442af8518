"""Which orders are taken because a person says so."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from temu_core.rules.backfill import complaint, placed_window

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("numbers", "first", "last", "field"),
    [
        ((), None, None, None),
        (("PO-1",), None, None, None),
        ((), DAY, DAY, None),
        ((), date(2025, 12, 3), DAY, None),
        ((), date(2025, 12, 2), DAY, "placed_to"),
        (("PO-1",), DAY, DAY, "numbers"),
        (tuple(map(str, range(1001))), None, None, "numbers"),
        ((), DAY, None, "placed_to"),
        ((), None, DAY, "placed_from"),
        ((), DAY, date(2026, 3, 1), "placed_to"),
    ],
)
def test_a_wrong_choice_is_named(
    numbers: tuple[str, ...], first: date | None, last: date | None, field: str | None
) -> None:
    wrong = complaint(numbers, first, last)

    assert (wrong[0] if wrong else None) == field


def test_days_are_those_of_the_erp() -> None:
    window = placed_window(DAY, DAY, zone="Europe/Berlin")

    assert window.start == datetime(2026, 3, 1, 23, tzinfo=UTC)
    assert window.end == datetime(2026, 3, 2, 22, 59, 59, tzinfo=UTC)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 89))
def test_allowed_days_make_a_window(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)

    assert complaint((), first, last) is None
    window = placed_window(first, last, zone="Europe/Berlin")
    assert 0 < (window.end - window.start).total_seconds() < 90 * 86400 + 3600
