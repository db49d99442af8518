"""The figures of a start page; no names and no numbers of orders, articles or buyers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import attrs

from entrypoints.open_shop import OpenShop
from entrypoints.wire.answers import ShopView
from entrypoints.wire.jobs import JobStatusView
from entrypoints.wire.writing import WritingState, writing_state
from temu_core.ledger import LedgerState
from temu_core.ports.shop_figures import ShipByCounts
from temu_core.reconciliation import ReconciliationReport
from temu_core.rules.reserved_units import OPEN_STATES

#: Orders the ERP is still to be given; held ones wait for a person and are counted apart.
UNEXPORTED: Final = (LedgerState.INCOMPLETE, LedgerState.READY, LedgerState.EXPORTING)
_MOMENTS_SHOWN: Final = 5
_DAY_S: Final = 86400


@attrs.frozen(kw_only=True)
class JobFigure:
    """
    How a job stands, without words of others.
    """

    id: str
    #: ``idle``, or the state of the run that is queued, waiting or running.
    state: str
    #: That run; empty while it is idle.
    run_id: str
    #: The run that ended last, empty when none did.
    last_run_id: str
    last_state: str
    last_finished_at: datetime | None
    last_duration_s: float | None
    #: None of its due times counts now.
    paused: bool
    #: When it goes on by itself; None when not paused, or until a person resumes it.
    paused_until: datetime | None
    next_due: datetime | None

    @classmethod
    def of(cls, status: JobStatusView) -> "JobFigure":
        """
        Return the figures of a job's status.
        """
        return cls(
            id=status.id,
            state=status.state,
            run_id=status.run_id,
            last_run_id=status.last_run_id,
            last_state=status.last_state,
            last_finished_at=status.last_finished_at,
            last_duration_s=status.last_duration_s,
            paused=status.paused,
            paused_until=status.paused_until,
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
class ReconciliationFigures:
    """
    What the marketplace showed when it was last asked, against our books.
    """

    at: datetime
    #: Orders created in so many days before.
    days: int
    shown: int
    stored: int
    #: Orders that are not the same on both sides.
    gaps: int

    @classmethod
    def of(cls, report: ReconciliationReport) -> "ReconciliationFigures":
        """
        Return the figures of a report.
        """
        return cls(
            at=report.at,
            days=report.days,
            shown=report.shown,
            stored=report.stored,
            gaps=report.gap_count,
        )


@attrs.frozen(kw_only=True)
class DueFigure:
    """
    How many orders must be shipped by one moment.
    """

    at: datetime
    orders: int


@attrs.frozen(kw_only=True)
class ShipByFigures:
    """
    Open orders by the moment the marketplace wants their parcels confirmed.
    """

    #: Their moment has passed.
    late: int
    #: The nearest five moments.
    next: Sequence[DueFigure]

    @classmethod
    def of(cls, counts: ShipByCounts) -> "ShipByFigures":
        """
        Return counts as others see them.
        """
        return cls(
            late=counts.late, next=[DueFigure(at=due.at, orders=due.orders) for due in counts.next]
        )


@attrs.frozen(kw_only=True)
class StartPage:
    """
    All figures of a start page in one answer.
    """

    shop: str
    demo: bool
    #: The server's time, and the IANA zone in which the shop's people read times.
    at: datetime
    zone: str
    writing: WritingState
    orders_by_state: Mapping[str, int]
    #: Up to when all orders of the marketplace are known to be stored.
    orders_known_until: datetime | None
    #: None when it was never asked.
    reconciliation: ReconciliationFigures | None
    held_by_reason: Mapping[str, int]
    #: When the oldest order was placed that is to go to the ERP and is not there yet.
    oldest_unexported_at: datetime | None
    ship_by: ShipByFigures
    offers: OfferFigures
    alerts_by_kind: Mapping[str, int]
    plans_waiting: int
    #: Outside writes whose outcome nobody knows yet.
    unsettled_writes: int
    #: Whole days until the marketplace's token ends; None while it was never asked.
    token_days_left: int | None
    #: The newest line of the run log; a live log goes on from here.
    log_position: int
    jobs: Sequence[JobFigure]
    #: What whoever asks may do: a start page needs no other request.
    role: str
    shops: Sequence[ShopView]

    @classmethod
    def of(
        cls,
        shop: OpenShop,
        jobs: Sequence[JobStatusView],
        *,
        at: datetime,
        log_position: int,
        role: str,
        shops: Sequence[ShopView],
    ) -> "StartPage":
        """
        Count in our books; neither marketplace nor ERP is asked.
        """
        adapters, name = shop.adapters, shop.shop
        book, figures = adapters.order_book(), adapters.shop_figures()
        offers = adapters.offer_book().counts(name)
        reconciled = adapters.reconciliations().last(name)
        ship_by = figures.ship_by(name, OPEN_STATES, now=at, limit=_MOMENTS_SHOWN)
        return cls(
            shop=name,
            demo=shop.setup.demo,
            at=at,
            zone=shop.zone,
            writing=writing_state(shop, shop.adapters.shop_register().switches(shop.shop)),
            orders_by_state={state.value: n for state, n in book.counts(name).items()},
            orders_known_until=shop.orders_known_until(),
            reconciliation=ReconciliationFigures.of(reconciled) if reconciled else None,
            held_by_reason={reason.value: n for reason, n in book.held_counts(name).items()},
            oldest_unexported_at=figures.oldest_placed(name, UNEXPORTED),
            ship_by=ShipByFigures.of(ship_by),
            offers=OfferFigures(
                active=offers.active,
                matched=offers.matched,
                out_of_step=offers.out_of_step,
                refused=offers.refused,
            ),
            alerts_by_kind={kind.value: n for kind, n in figures.open_alerts(name).items()},
            plans_waiting=figures.waiting_plans(name),
            unsettled_writes=figures.unsettled_writes(name),
            token_days_left=_days_left(shop, at),
            log_position=log_position,
            jobs=[JobFigure.of(status) for status in jobs],
            role=role,
            shops=shops,
        )


def _days_left(shop: OpenShop, at: datetime) -> int | None:
    end = shop.adapters.shop_register().token_end(shop.shop)
    return None if end is None else int((end - at).total_seconds() // _DAY_S)
