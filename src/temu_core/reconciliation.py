"""What the marketplace shows now against our books."""

import enum
from collections.abc import Mapping
from datetime import date, datetime

import attrs

from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber


class GapKind(enum.Enum):
    """
    How an order there differs from the same order here.
    """

    #: Shown there, and not in our books although it should be by now.
    NOT_STORED = "not_stored"
    #: In our books and created in the span, but not shown there any more.
    NOT_SHOWN = "not_shown"
    #: Cancelled there, and still open or confirmed here.
    CANCELLED_THERE = "cancelled_there"
    #: Shipped there, and here its parcels are still waited for.
    SHIPPED_THERE = "shipped_there"
    #: Confirmed here, and not shipped there.
    OPEN_THERE = "open_there"


@attrs.frozen(kw_only=True)
class Gap:
    """
    One order that is not the same on both sides.
    """

    number: OrderNumber
    kind: GapKind
    #: The day it was placed on; None when its entry could not be read.
    day: date | None
    #: What each side says, in its own words; empty where it says nothing.
    there: str
    here: str


@attrs.frozen(kw_only=True)
class DayCount:
    """
    The orders placed on one day.
    """

    day: date
    shown: int
    #: Of those shown, how many are in our books.
    stored: int
    gaps: int


@attrs.frozen(kw_only=True)
class ReconciliationReport:
    """
    All orders of a span, day by day, with every gap by order number.
    """

    at: datetime
    #: Orders placed in the last so many days were asked about.
    days: int
    #: Orders the marketplace shows in that span.
    shown: int
    #: Of those, how many are in our books.
    stored: int
    #: Differing, but changed there after the last sync: the next one takes them.
    newer: int
    #: False: the list kept changing while it was read, so gaps may be missing here.
    complete: bool
    #: By day, the newest first; in the ERP's time zone.
    per_day: tuple[DayCount, ...]
    #: How many orders differ.
    gap_count: int
    #: By day and number; at most 1,000 are named.
    gaps: tuple[Gap, ...]
    #: All orders in our books by state.
    by_state: Mapping[LedgerState, int]

    @property
    def agrees(self) -> bool:
        """
        True when the whole list was read and no order differs.
        """
        return self.complete and self.gap_count == 0

    @property
    def missing(self) -> tuple[OrderNumber, ...]:
        """
        The orders that should be in our books and are not.
        """
        return tuple(gap.number for gap in self.gaps if gap.kind is GapKind.NOT_STORED)
