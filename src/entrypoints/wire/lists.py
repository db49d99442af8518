"""Pages of lists as other programs see them; ``next`` asks for what follows."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from entrypoints.wire.jobs import JobStatusView, JobView
from entrypoints.wire.orders import OrderSummary
from entrypoints.wire.plans import PlanView
from entrypoints.wire.runs import OutsideWriteView, RunView
from entrypoints.wire.shop import AlertView, CarrierView, StockView
from entrypoints.wire.tokens import TokenView


@attrs.frozen(kw_only=True)
class JobList:
    """
    All jobs.
    """

    items: Sequence[JobView]


@attrs.frozen(kw_only=True)
class JobStatusList:
    """
    How all jobs stand.
    """

    shop: str
    at: datetime
    items: Sequence[JobStatusView]


@attrs.frozen(kw_only=True)
class RunList:
    """
    Runs, newest first.
    """

    items: Sequence[RunView]
    #: For ``before``; empty at the end.
    next: str


@attrs.frozen(kw_only=True)
class OutsideWriteList:
    """
    What a run changed outside, in the order in which it was decided.
    """

    items: Sequence[OutsideWriteView]


@attrs.frozen(kw_only=True)
class OrderList:
    """
    Orders by number.
    """

    items: Sequence[OrderSummary]
    #: For ``after``; empty at the end.
    next: str


@attrs.frozen(kw_only=True)
class StockList:
    """
    Offers by goods id and SKU id.
    """

    items: Sequence[StockView]
    #: For ``after``; empty at the end.
    next: str


@attrs.frozen(kw_only=True)
class AlertList:
    """
    Open alerts, newest first.
    """

    items: Sequence[AlertView]


@attrs.frozen(kw_only=True)
class PlanList:
    """
    Plans that wait, newest first.
    """

    items: Sequence[PlanView]


@attrs.frozen(kw_only=True)
class TokenList:
    """
    Tokens by name.
    """

    items: Sequence[TokenView]


@attrs.frozen(kw_only=True)
class KnownCarrier:
    """
    A carrier of the marketplace.
    """

    id: int
    name: str


@attrs.frozen(kw_only=True)
class CarrierPage:
    """
    The carrier map, unmapped methods first, and what the marketplace knows.
    """

    mapped: Sequence[CarrierView]
    known: Sequence[KnownCarrier]
    #: Why ``known`` is empty, when the marketplace did not answer.
    problem: str
