"""Where the marketplace and our books say different things."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.orders import PLACED, UPDATED, a_record, an_order

from shared_kernel.errors import Family, Problem
from temu_core.ledger import LedgerState
from temu_core.order import MarketplaceStatus, OrderNumber
from temu_core.reconciliation import GapKind, ReconciliationReport
from temu_core.rules.reconciliation import NAMED, Found, gap, report

BERLIN = "Europe/Berlin"
LATER = UPDATED + timedelta(minutes=1)


def found(
    number: str = "PO-1",
    there: MarketplaceStatus | None = MarketplaceStatus.UNSHIPPED,
    here: LedgerState | None = LedgerState.READY,
    *,
    placed_at: datetime = PLACED,
) -> Found:
    listed = an_order(number, status=there or MarketplaceStatus.UNSHIPPED, placed_at=placed_at)
    return Found(
        number=OrderNumber(number),
        there=listed if there is not None else None,
        here=a_record(listed, state=here) if here is not None else None,
    )


def reported(*orders: Found, known_until: datetime | None = LATER) -> ReconciliationReport:
    return report(
        orders,
        by_state={},
        known_until=known_until,
        complete=True,
        zone=BERLIN,
        days=7,
        at=LATER,
    )


@pytest.mark.parametrize(
    ("there", "here", "kind"),
    [
        (MarketplaceStatus.UNSHIPPED, LedgerState.READY, None),
        (MarketplaceStatus.UNSHIPPED, LedgerState.SHIPPED, None),
        (MarketplaceStatus.SHIPPED, LedgerState.CONFIRMED, None),
        (MarketplaceStatus.SHIPPED, LedgerState.SHIPPED, None),
        (MarketplaceStatus.SHIPPED, LedgerState.CLOSED_ELSEWHERE, None),
        (MarketplaceStatus.CANCELLED, LedgerState.CANCELLED, None),
        (MarketplaceStatus.CANCELLED, LedgerState.CANCELLED_AFTER_EXPORT, None),
        (MarketplaceStatus.UNSHIPPED, None, GapKind.NOT_STORED),
        (None, LedgerState.READY, GapKind.NOT_SHOWN),
        (MarketplaceStatus.CANCELLED, LedgerState.IN_ERP, GapKind.CANCELLED_THERE),
        (MarketplaceStatus.CANCELLED, LedgerState.CONFIRMED, GapKind.CANCELLED_THERE),
        (MarketplaceStatus.DELIVERED, LedgerState.READY, GapKind.SHIPPED_THERE),
        (MarketplaceStatus.SHIPPED, LedgerState.IN_ERP, GapKind.SHIPPED_THERE),
        (MarketplaceStatus.UNSHIPPED, LedgerState.CONFIRMED, GapKind.OPEN_THERE),
    ],
)
def test_both_sides_say_the_same_or_it_is_named(
    there: MarketplaceStatus | None, here: LedgerState | None, kind: GapKind | None
) -> None:
    differs = gap(found(there=there, here=here), zone=BERLIN)

    assert (differs.kind if differs else None) is kind


def test_an_entry_nobody_can_read_is_a_gap_only_when_it_is_not_stored() -> None:
    unreadable = Problem(family=Family.HUMAN, text="no number")
    lost = Found(number=OrderNumber("PO-1"), there=unreadable, here=None)
    kept = Found(number=OrderNumber("PO-2"), there=unreadable, here=a_record())

    made = reported(lost, kept)

    assert [(g.number, g.kind, g.day) for g in made.gaps] == [
        ("PO-1", GapKind.NOT_STORED, None),
    ]


def test_what_changed_after_the_last_sync_is_no_gap() -> None:
    before = UPDATED - timedelta(seconds=1)

    made = reported(found(here=None), known_until=before)

    assert (made.newer, made.gap_count, made.agrees) == (1, 0, True)


def test_before_the_first_sync_everything_is_new() -> None:
    assert reported(found(here=None), known_until=None).newer == 1


def test_a_list_that_kept_changing_agrees_with_nothing() -> None:
    made = report(
        [found()], by_state={}, known_until=LATER, complete=False, zone=BERLIN, days=7, at=LATER
    )

    assert not made.agrees


def test_days_are_those_of_the_erps_calendar() -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

    (day,) = reported(found(placed_at=late)).per_day

    assert (day.day, day.shown, day.stored, day.gaps) == (date(2026, 3, 2), 1, 1, 0)


def test_a_flood_of_gaps_is_counted_whole_and_named_in_part() -> None:
    made = reported(*(found(f"PO-{n:05}", here=None) for n in range(NAMED + 5)))

    assert (made.gap_count, len(made.gaps)) == (NAMED + 5, NAMED)


sides = st.builds(
    found,
    number=st.integers(1, 10_000).map(lambda n: f"PO-{n}"),
    there=st.none() | st.sampled_from(MarketplaceStatus),
    here=st.none() | st.sampled_from(LedgerState),
    placed_at=st.integers(0, 200).map(lambda hours: PLACED - timedelta(hours=hours)),
).filter(lambda f: f.there is not None or f.here is not None)


@given(st.lists(sides, unique_by=lambda f: f.number, max_size=30), st.randoms())
def test_the_days_sum_to_the_whole_in_any_order(orders: list[Found], random: object) -> None:
    made = reported(*orders)
    shuffled = sorted(orders, key=lambda f: hash((f.number, str(random))))

    assert reported(*shuffled) == made
    assert sum(day.shown for day in made.per_day) == made.shown
    assert sum(day.stored for day in made.per_day) == made.stored
    assert sum(day.gaps for day in made.per_day) == made.gap_count
    assert made.shown - made.stored == len(made.missing)
