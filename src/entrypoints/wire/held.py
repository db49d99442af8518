"""Held orders, grouped, as other programs see them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

import attrs

from entrypoints.wire.orders import OrderSummary
from entrypoints.wire.remedies import RemedyForm, forms_of
from temu_core.ports.order_book import HeldGroup
from temu_core.record import OrderRecord
from temu_core.rules.holds import REMEDIES, advice

#: A group says no more values at fault than a person reads.
_MOST_SUBJECTS = 50


@attrs.frozen(kw_only=True)
class HeldOrder:
    """
    A held order with what can be done about it.
    """

    summary: OrderSummary
    forms: tuple[RemedyForm, ...]

    @classmethod
    def of(cls, record: OrderRecord, *, item_name_limit: int) -> "HeldOrder":
        return cls(
            summary=OrderSummary.of(record),
            forms=forms_of(record, item_name_limit=item_name_limit),
        )


@attrs.frozen(kw_only=True)
class HeldOrderList:
    """
    Held orders of one reason by number.
    """

    items: Sequence[HeldOrder]
    #: For ``after``; empty at the end.
    next: str

    @classmethod
    def of(
        cls, records: Sequence[OrderRecord], *, limit: int, item_name_limit: int
    ) -> "HeldOrderList":
        """
        Return the first *limit* of *records*; that there are more says that a page follows.
        """
        shown = records[:limit]
        return cls(
            items=[HeldOrder.of(record, item_name_limit=item_name_limit) for record in shown],
            next=str(shown[-1].number) if len(records) > limit else "",
        )


@attrs.frozen(kw_only=True)
class HeldGroupView:
    """
    The orders held for one reason: how many, since when, and what to do.
    """

    reason: str
    orders: int
    #: When the oldest of them was held.
    since: datetime
    #: By when the first of them must be shipped.
    ship_by: datetime | None
    advice: str
    remedies: tuple[str, ...]
    #: Orders per field or value at fault, most orders first; at most 50 values.
    subjects: Mapping[str, int]

    @classmethod
    def of(cls, group: HeldGroup) -> "HeldGroupView":
        ordered = sorted(group.subjects.items(), key=lambda item: (-item[1], item[0]))
        return cls(
            reason=group.reason.value,
            orders=group.orders,
            since=group.since,
            ship_by=group.ship_by,
            advice=advice(group.reason),
            remedies=tuple(remedy.value for remedy in REMEDIES[group.reason]),
            subjects=dict(islice(ordered, _MOST_SUBJECTS)),
        )


@attrs.frozen(kw_only=True)
class HeldView:
    """
    All held orders by reason, most orders first.
    """

    orders: int
    groups: Sequence[HeldGroupView]

    @classmethod
    def of(cls, groups: Sequence[HeldGroup]) -> "HeldView":
        return cls(
            orders=sum(group.orders for group in groups),
            groups=[HeldGroupView.of(group) for group in groups],
        )
