"""How a shop stands, on one page."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from entrypoints.jobs import INVENTORY_JOB, ORDERS_JOB
from entrypoints.open_shop import OpenShop
from entrypoints.wire.runs import RunView
from entrypoints.wire.shop import AlertView
from entrypoints.wire.writing import WritingState, writing_state
from temu_core.ports.offer_book import OfferCounts

_RUNS_OF_EACH = 3


@attrs.frozen(kw_only=True)
class OffersView:
    """
    How the active offers stand.
    """

    active: int
    matched: int
    out_of_step: int
    refused: int

    @classmethod
    def of(cls, counts: OfferCounts) -> "OffersView":
        return cls(
            active=counts.active,
            matched=counts.matched,
            out_of_step=counts.out_of_step,
            refused=counts.refused,
        )


@attrs.frozen(kw_only=True)
class WritesView:
    """
    Whether the shop is written to outside, and what is not settled there.
    """

    state: WritingState
    stopped_by: str
    #: How the ERP changed, in words, while nobody accepted it; empty otherwise.
    erp_change: str
    approved_at: datetime | None
    #: Plans that wait for a person.
    plans_waiting: int
    #: Writes whose outcome nobody knows yet.
    unsettled: int

    @classmethod
    def of(cls, shop: OpenShop) -> "WritesView":
        """
        Read our books.
        """
        switches = shop.adapters.shop_register().switches(shop.shop)
        figures = shop.adapters.shop_figures()
        return cls(
            state=writing_state(shop, switches),
            stopped_by=switches.stopped_by,
            erp_change=switches.erp_change,
            approved_at=switches.approved_at,
            plans_waiting=figures.waiting_plans(shop.shop),
            unsettled=figures.unsettled_writes(shop.shop),
        )


@attrs.frozen(kw_only=True)
class ShopView:
    """
    A shop and whether it is written to outside.
    """

    name: str
    demo: bool
    #: The time zone in which the shop's times are meant.
    zone: str
    writes: WritesView

    @classmethod
    def of(cls, shop: OpenShop) -> "ShopView":
        return cls(name=shop.shop, demo=shop.setup.demo, zone=shop.zone, writes=WritesView.of(shop))


@attrs.frozen(kw_only=True)
class ShopList:
    """
    The shops of this server by name.
    """

    items: Sequence[ShopView]


@attrs.frozen(kw_only=True)
class Overview:
    """
    Orders, offers, alerts and runs of one shop; figures and names of things, no buyers.
    """

    shop: str
    demo: bool
    at: datetime
    #: Up to when all orders of the marketplace are known to be stored.
    orders_known_until: datetime | None
    writes: WritesView
    orders_by_state: Mapping[str, int]
    held_by_reason: Mapping[str, int]
    offers: OffersView
    alerts: tuple[AlertView, ...]
    last_runs: tuple[RunView, ...]

    @classmethod
    def of(cls, shop: OpenShop) -> "Overview":
        """
        Read our books; neither marketplace nor ERP is asked.
        """
        adapters, name = shop.adapters, shop.shop
        book, run_book = adapters.order_book(), adapters.run_book()
        runs = [
            run
            for job in (ORDERS_JOB, INVENTORY_JOB)
            for run in run_book.recent(name, job=job, limit=_RUNS_OF_EACH)
        ]
        runs.sort(key=lambda run: run.requested_at, reverse=True)
        counts, reasons = book.counts(name), book.held_counts(name)
        return cls(
            shop=name,
            demo=shop.setup.demo,
            at=adapters.clock().now(),
            orders_known_until=shop.orders_known_until(),
            writes=WritesView.of(shop),
            orders_by_state={state.value: n for state, n in counts.items()},
            held_by_reason={reason.value: n for reason, n in reasons.items()},
            offers=OffersView.of(adapters.offer_book().counts(name)),
            alerts=tuple(AlertView.of(alert) for alert in adapters.alerts().open(name)),
            last_runs=tuple(RunView.of(run) for run in runs),
        )
