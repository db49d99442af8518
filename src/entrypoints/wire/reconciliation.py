"""A reconciliation as other programs see it."""

from collections.abc import Mapping
from datetime import date, datetime

import attrs

from temu_core.reconciliation import DayCount, Gap, ReconciliationReport


@attrs.frozen(kw_only=True)
class GapView:
    """
    One order that is not the same on both sides.
    """

    number: str
    #: ``not_stored``, ``not_shown``, ``cancelled_there``, ``shipped_there`` or ``open_there``.
    kind: str
    day: date | None
    there: str
    here: str

    @classmethod
    def of(cls, gap: Gap) -> "GapView":
        """
        Return *gap* as others see it.
        """
        return cls(
            number=gap.number, kind=gap.kind.value, day=gap.day, there=gap.there, here=gap.here
        )


@attrs.frozen(kw_only=True)
class DayView:
    """
    The orders placed on one day, in the ERP's time zone.
    """

    day: date
    shown: int
    stored: int
    gaps: int

    @classmethod
    def of(cls, count: DayCount) -> "DayView":
        """
        Return one day as others see it.
        """
        return cls(day=count.day, shown=count.shown, stored=count.stored, gaps=count.gaps)


@attrs.frozen(kw_only=True)
class ReconciliationView:
    """
    The marketplace's orders against our ledger, as they were at *at*.
    """

    at: datetime
    days: int
    agrees: bool
    #: False: the list kept changing while it was read.
    complete: bool
    shown: int
    stored: int
    #: Changed there after the last sync; the next one takes them.
    newer: int
    gap_count: int
    #: At most 1,000.
    gaps: tuple[GapView, ...]
    per_day: tuple[DayView, ...]
    by_state: Mapping[str, int]
    #: The gaps that should be in our books and are not.
    missing: tuple[str, ...]

    @classmethod
    def of(cls, report: ReconciliationReport) -> "ReconciliationView":
        """
        Return *report* as others see it.
        """
        return cls(
            at=report.at,
            days=report.days,
            agrees=report.agrees,
            complete=report.complete,
            shown=report.shown,
            stored=report.stored,
            newer=report.newer,
            gap_count=report.gap_count,
            gaps=tuple(GapView.of(gap) for gap in report.gaps),
            per_day=tuple(DayView.of(count) for count in report.per_day),
            by_state={state.value: n for state, n in report.by_state.items()},
            missing=tuple(str(number) for number in report.missing),
        )
