"""What the in-memory database holds."""

import copy
from datetime import datetime
from typing import Any

import attrs

from job_core.access import Session, Token
from job_core.ports.answered_requests import Answered
from job_core.run import Run, StoredLine
from job_core.schedule import ScheduleEntry
from shared_kernel.sku import Sku
from temu_core.alert import StoredAlert
from temu_core.document import ExportBatch
from temu_core.erp_shape import ErpColumn
from temu_core.intent import OutsideWrite
from temu_core.ledger import OrderEvent
from temu_core.offer import Offer, SkuId
from temu_core.order import OrderNumber
from temu_core.package import CarrierMapping
from temu_core.payload import RawAnswer
from temu_core.plan import StoredPlan
from temu_core.ports.shop_register import ShopIdentity, ShopSwitches
from temu_core.reconciliation import ReconciliationReport
from temu_core.record import OrderRecord
from temu_core.stock import StockTarget
from temu_core.stock_mark import StockReading


@attrs.frozen(kw_only=True)
class LeaseRow:
    """
    A lease; one that was given back keeps its number and has no holder.
    """

    number: int
    holder: str | None
    until: datetime


@attrs.frozen(kw_only=True)
class OfferRow:
    """
    An offer with what we know of its stock on both sides.
    """

    offer: Offer
    active: bool
    listed_at: datetime
    marketplace_units: int | None
    target: StockTarget | None = None
    computed_at: datetime | None = None
    intent_id: str = ""
    refusal: str = ""


@attrs.frozen(kw_only=True)
class RawRow:
    """
    A raw answer with the run that received it.
    """

    shop: str
    run_id: str
    answer: RawAnswer


_UNTOUCHED = ShopSwitches(stopped=False, stopped_by="", approved_at=None)


@attrs.frozen(kw_only=True)
class ShopRow:
    """
    A shop's switches and whom its books belong to.
    """

    identity: ShopIdentity | None = None
    switches: ShopSwitches = _UNTOUCHED
    token_ends_at: datetime | None = None
    erp_columns: frozenset[ErpColumn] = frozenset()
    erp_waiting: frozenset[ErpColumn] = frozenset()


@attrs.define(kw_only=True, slots=False)
class Tables:
    """
    All tables; rows are frozen, so a shallow copy of each table is a whole copy.

    A shop is the first part of every key of what belongs to a shop.
    """

    leases: dict[tuple[str, str], LeaseRow] = attrs.field(factory=dict)
    runs: dict[str, Run] = attrs.field(factory=dict)
    log: list[StoredLine] = attrs.field(factory=list)
    last_log_position: int = 0
    #: By shop, job and name.
    schedules: dict[tuple[str, str, str], ScheduleEntry] = attrs.field(factory=dict)
    #: Who changed an entry, and when; oldest first.
    rescheduled: list[tuple[ScheduleEntry, str, datetime]] = attrs.field(factory=list)
    ticks: set[tuple[str, str, str, datetime]] = attrs.field(factory=set)
    tokens: dict[str, Token] = attrs.field(factory=dict)
    #: By the hash of the session's id.
    sessions: dict[str, Session] = attrs.field(factory=dict)
    #: By token and key.
    answers: dict[tuple[str, str], tuple[Answered, datetime]] = attrs.field(factory=dict)
    orders: dict[tuple[str, OrderNumber], OrderRecord] = attrs.field(factory=dict)
    events: dict[tuple[str, OrderNumber], tuple[OrderEvent, ...]] = attrs.field(factory=dict)
    #: Oldest first.
    batches: dict[tuple[str, str], ExportBatch] = attrs.field(factory=dict)
    archived: set[tuple[str, str]] = attrs.field(factory=set)
    files_erased: set[tuple[str, str]] = attrs.field(factory=set)
    #: Their hashes, by shop, batch and order.
    erased_documents: dict[tuple[str, str, OrderNumber], str] = attrs.field(factory=dict)
    #: When plans were applied.
    plans_applied: dict[tuple[str, int], datetime] = attrs.field(factory=dict)
    #: By intent id, oldest first.
    writes: dict[tuple[str, str], OutsideWrite] = attrs.field(factory=dict)
    alerts: dict[tuple[str, int], StoredAlert] = attrs.field(factory=dict)
    offers: dict[tuple[str, SkuId], OfferRow] = attrs.field(factory=dict)
    readings: dict[str, StockReading] = attrs.field(factory=dict)
    raw_answers: list[RawRow] = attrs.field(factory=list)
    watermarks: dict[tuple[str, str], datetime] = attrs.field(factory=dict)
    sku_map: dict[tuple[str, Sku], Sku] = attrs.field(factory=dict)
    #: By shipping method without regard to case.
    carrier_map: dict[tuple[str, str], CarrierMapping] = attrs.field(factory=dict)
    plans: dict[tuple[str, int], StoredPlan] = attrs.field(factory=dict)
    shops: dict[str, ShopRow] = attrs.field(factory=dict)
    reconciliations: dict[str, ReconciliationReport] = attrs.field(factory=dict)
    last_id: int = 0

    def draft(self) -> "Draft":
        """
        Return tables that can be changed without changing these.
        """
        return Draft(self)

    def next_id(self) -> int:
        """
        Return a number never given before.
        """
        self.last_id += 1
        return self.last_id


class Draft(Tables):
    """
    Tables in the making: a table is copied when it is first touched.

    What a transaction leaves alone stays the very same object.
    """

    __slots__ = ("_base",)

    def __init__(self, base: Tables) -> None:
        # The tables' own initialiser is left out: what is not touched is not there.
        self._base = base

    def __getattr__(self, name: str) -> Any:
        table = copy.copy(getattr(self._base, name))
        setattr(self, name, table)
        return table

    def done(self) -> Tables:
        """
        Return what was made of the tables.
        """
        tables = object.__new__(Tables)
        vars(tables).update(vars(self._base))
        vars(tables).update(vars(self))
        return tables
