"""A shop whose last comparison with the marketplace a test makes up."""

from collections.abc import Iterable
from datetime import timedelta

from tests.integration.rest.counter import Counter

from shared_kernel.run_context import RunContext
from temu_core.order import OrderNumber
from temu_core.reconciliation import DayCount, Gap, GapKind, ReconciliationReport

#: What each side says of an order of a kind.
_SAID = {
    GapKind.NOT_STORED: ("unshipped", ""),
    GapKind.NOT_SHOWN: ("", "in_erp"),
    GapKind.CANCELLED_THERE: ("cancelled", "exported"),
    GapKind.SHIPPED_THERE: ("shipped", "in_erp"),
    GapKind.OPEN_THERE: ("unshipped", "confirmed"),
}


def remember_gaps(counter: Counter, kinds: Iterable[GapKind], *, complete: bool = True) -> None:
    """
    Keep a report five minutes old: seven orders on both sides, and ``PO-0``, ``PO-1`` … differ.
    """
    shop = counter.services.shops.named(None)
    at = shop.adapters.clock().now() - timedelta(minutes=5)
    gaps = tuple(
        Gap(
            number=OrderNumber(f"PO-{n}"),
            kind=kind,
            day=at.date(),
            there=_SAID[kind][0],
            here=_SAID[kind][1],
        )
        for n, kind in enumerate(kinds)
    )
    report = ReconciliationReport(
        at=at,
        days=14,
        shown=7,
        stored=7,
        newer=0,
        complete=complete,
        per_day=(
            DayCount(day=at.date(), shown=4, stored=4, gaps=len(gaps)),
            DayCount(day=at.date() - timedelta(days=1), shown=3, stored=3, gaps=0),
        ),
        gap_count=len(gaps),
        gaps=gaps,
        by_state={},
    )

    def remember(run: RunContext) -> bool:
        shop.adapters.reconciliations().remember(run.fence, report)
        return True

    shop.by_person(remember)
