"""Where the marketplace and our books say different things about an order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import attrs

from shared_kernel.errors import Problem
from temu_core.ledger import LedgerState
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber
from temu_core.reconciliation import DayCount, Gap, GapKind, ReconciliationReport
from temu_core.record import OrderRecord

#: Gaps that are named; the rest is counted.
NAMED = 1000

_SHIPPED = frozenset(
    {
        MarketplaceStatus.SHIPPED,
        MarketplaceStatus.PARTIALLY_DELIVERED,
        MarketplaceStatus.DELIVERED,
    }
)
#: States that know of a cancellation, or are none of our business.
_CANCELLATION_KNOWN = frozenset(
    {LedgerState.CANCELLED, LedgerState.CANCELLED_AFTER_EXPORT, LedgerState.CLOSED_ELSEWHERE}
)
#: States in which nobody here knows of any parcel; the shipped ones are about to be told.
_NO_PARCEL_HERE = frozenset(
    {
        LedgerState.PENDING,
        LedgerState.INCOMPLETE,
        LedgerState.READY,
        LedgerState.EXPORTING,
        LedgerState.EXPORTED,
        LedgerState.IN_ERP,
    }
)


@attrs.frozen(kw_only=True)
class Found:
    """
    One order in the span, as both sides have it; None where a side has none.
    """

    number: OrderNumber
    there: ListedOrder | Problem | None
    here: OrderRecord | None


def gap(found: Found, *, zone: str) -> Gap | None:
    """
    Return how the two sides differ, or None when they say the same.

    Args:
        zone: Time zone of the days, as an IANA name.
    """
    kind = _kind(found)
    if kind is None:
        return None
    return Gap(
        number=found.number,
        kind=kind,
        day=_day(found, zone),
        there=_words(found.there),
        here="" if found.here is None else found.here.state.value,
    )


def is_newer(found: Found, known_until: datetime | None) -> bool:
    """
    Tell whether the order changed there after the last sync, which therefore cannot know.

    Args:
        known_until: Up to when every change is said to be stored; None: no sync ever was.
    """
    if not isinstance(found.there, ListedOrder):
        return False
    return known_until is None or found.there.updated_at > known_until


def report(
    orders: Iterable[Found],
    *,
    by_state: Mapping[LedgerState, int],
    known_until: datetime | None,
    complete: bool,
    zone: str,
    days: int,
    at: datetime,
) -> ReconciliationReport:
    """
    Return the report about these orders; the same orders in any order give the same one.

    What changed after the last sync is no gap: the next one takes it.
    """
    shown: Counter[date] = Counter()
    stored: Counter[date] = Counter()
    differing: Counter[date] = Counter()
    gaps: list[Gap] = []
    shown_in_all = stored_in_all = newer = 0
    for found in orders:
        day = _day(found, zone)
        if found.there is not None:
            shown_in_all += 1
            stored_in_all += found.here is not None
            if day is not None:
                shown[day] += 1
                stored[day] += found.here is not None
        differs = gap(found, zone=zone)
        if differs is None:
            continue
        if is_newer(found, known_until):
            newer += 1
        else:
            gaps.append(differs)
            if day is not None:
                differing[day] += 1
    gaps.sort(key=lambda g: (g.day or date.min, g.number))
    return ReconciliationReport(
        at=at,
        days=days,
        shown=shown_in_all,
        stored=stored_in_all,
        newer=newer,
        complete=complete,
        per_day=tuple(
            DayCount(day=day, shown=shown[day], stored=stored[day], gaps=differing[day])
            for day in sorted(shown.keys() | differing.keys(), reverse=True)
        ),
        gap_count=len(gaps),
        gaps=tuple(gaps[:NAMED]),
        by_state=by_state,
    )


def _kind(found: Found) -> GapKind | None:
    there, here = found.there, found.here
    if here is None:
        return GapKind.NOT_STORED
    if there is None:
        return GapKind.NOT_SHOWN
    if isinstance(there, Problem):
        # Nobody knows what it says; that it is in our books is all we can hold against it.
        return None
    if there.status is MarketplaceStatus.CANCELLED and here.state not in _CANCELLATION_KNOWN:
        return GapKind.CANCELLED_THERE
    if there.status in _SHIPPED and here.state in _NO_PARCEL_HERE:
        return GapKind.SHIPPED_THERE
    if there.status is MarketplaceStatus.UNSHIPPED and here.state is LedgerState.CONFIRMED:
        return GapKind.OPEN_THERE
    return None


def _day(found: Found, zone: str) -> date | None:
    if isinstance(found.there, ListedOrder):
        placed = found.there.placed_at
    elif found.here is not None:
        placed = found.here.listed.placed_at
    else:
        return None
    return placed.astimezone(ZoneInfo(zone)).date()


def _words(there: ListedOrder | Problem | None) -> str:
    if there is None:
        return ""
    if isinstance(there, Problem):
        return "unreadable"
    return there.status.value
