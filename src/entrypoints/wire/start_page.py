"""The figures of a start page; no names and no numbers of orders, articles or buyers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

import attrs

from entrypoints.open_shop import OpenShop
from entrypoints.wire.jobs import JobStatusView

_MOST_ALERTS = 1000


@attrs.frozen(kw_only=True)
class JobFigure:
    """
    How a job stands, without words of others.
    """

    id: str
    state: str
    last_state: str
    last_finished_at: datetime | None
    last_duration_s: float | None
    paused: bool
    next_due: datetime | None

    @classmethod
    def of(cls, status: JobStatusView) -> "JobFigure":
        """
        Return the figures of a job's status.
        """
        return cls(
            id=status.id,
            state=status.state,
            last_state=status.last_state,
            last_finished_at=status.last_finished_at,
            last_duration_s=status.last_duration_s,
            paused=status.paused,
            next_due=status.next_due,
        )


@attrs.frozen(kw_only=True)
class OfferFigures:
    """
    How the active offers stand.
    """

    active: int
    matched: int
    out_of_step: int
    refused: int


@attrs.frozen(kw_only=True)
class StartPage:
    """
    All figures of a start page in one answer.
    """

    shop: str
    demo: bool
    at: datetime
    writing: Literal["on", "stopped", "waits_for_approval"]
    orders_by_state: Mapping[str, int]
    held_by_reason: Mapping[str, int]
    offers: OfferFigures
    alerts_by_kind: Mapping[str, int]
    plans_waiting: int
    unsettled_writes: int
    jobs: Sequence[JobFigure]

    @classmethod
    def of(cls, shop: OpenShop, jobs: Sequence[JobStatusView], *, at: datetime) -> "StartPage":
        """
        Count in our books; neither marketplace nor ERP is asked.
        """
        adapters, name = shop.adapters, shop.shop
        book = adapters.order_book()
        offers = adapters.offer_book().counts(name)
        alerts = adapters.alerts().open(name, _MOST_ALERTS)
        return cls(
            shop=name,
            demo=shop.setup.demo,
            at=at,
            writing=_writing(shop),
            orders_by_state={state.value: n for state, n in book.counts(name).items()},
            held_by_reason={reason.value: n for reason, n in book.held_counts(name).items()},
            offers=OfferFigures(
                active=offers.active,
                matched=offers.matched,
                out_of_step=offers.out_of_step,
                refused=offers.refused,
            ),
            alerts_by_kind=dict(Counter(stored.alert.kind.value for stored in alerts)),
            plans_waiting=len(adapters.plans().waiting(name)),
            unsettled_writes=len(adapters.outside_writes().open(name)),
            jobs=[JobFigure.of(status) for status in jobs],
        )


def _writing(shop: OpenShop) -> Literal["on", "stopped", "waits_for_approval"]:
    switches = shop.adapters.shop_register().switches(shop.shop)
    if switches.stopped:
        return "stopped"
    approved = switches.approved_at is not None or not shop.setup.first_plan_needs_approval
    return "on" if approved else "waits_for_approval"
