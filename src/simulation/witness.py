"""The outside world's own books: what it showed, what it was told, by whom and when."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from adapters.memory.erp import MemoryErp
from adapters.memory.tables import Tables
from shared_kernel.run_context import Fence
from shared_kernel.sku import Sku
from simulation.clocks import DAWN
from simulation.faults import Call
from simulation.world import World
from temu_core.document import RenderedOrder
from temu_core.erp_shape import ErpColumn
from temu_core.offer import SkuId
from temu_core.order import ListedOrder, OrderNumber
from temu_core.plan import Plan
from temu_core.stock import StockLevel


@attrs.define(kw_only=True)
class Runner:
    """
    One process at work, with everything the outside told it.
    """

    job: str
    run_id: str = ""
    #: What its machine's clock showed before its present call.
    asked_at: datetime = DAWN
    #: Our database as it was when it began.
    began_with: Tables = attrs.field(factory=Tables, repr=False)
    #: It was told which orders to take, and so knows nothing of the others.
    only_some: bool = False
    #: It compares what it is shown, and stores no order.
    only_looks: bool = False
    #: The marketplace answered it an old page for a new one.
    misled: bool = False
    #: Of what the ERP said it is made; None while it did not ask.
    erp_found: frozenset[ErpColumn] | None = None
    #: That is how the shop knew it when it asked.
    erp_was_known: bool = False
    fence: Fence | None = None
    #: Every order it was shown, readable or not.
    shown: set[OrderNumber] = attrs.field(factory=set)
    #: The newest view of each order it was given.
    views: dict[OrderNumber, ListedOrder] = attrs.field(factory=dict)
    #: The stock the ERP answered it.
    levels: dict[Sku, StockLevel] = attrs.field(factory=dict)
    #: What people had taught us of articles when it was told the stock.
    taught: Mapping[tuple[str, Sku], Sku] = attrs.field(factory=dict)
    #: The orders the ERP said it has, before it told its stock; cancelled ones left out.
    in_erp: set[OrderNumber] = attrs.field(factory=set)
    #: Open orders the marketplace listed after the ERP told its stock.
    open_after_stock: dict[OrderNumber, ListedOrder] = attrs.field(factory=dict)
    #: The units the marketplace did not say it set, by offer.
    not_set: dict[SkuId, int] = attrs.field(factory=dict)
    plans: tuple[Plan, ...] = ()


@attrs.frozen(kw_only=True)
class Grant:
    """
    A lease as the one who watches saw it given.
    """

    number: int
    until: datetime
    released: bool = False


#: A document, or "" for the inbox, and an order in it.
Place = tuple[str, OrderNumber]


def handed_over(erp: MemoryErp) -> Mapping[Place, RenderedOrder]:
    """
    Return everything that waits in the ERP's inbox or lies in its folder of documents.
    """
    waiting = {("", number): order for number, order in erp.inbox.items()}
    for name, orders in erp.documents.items():
        waiting |= {(name, order.number): order for order in orders}
    return waiting


@attrs.define
class Witness:
    """
    Watches every answer that reaches the connector and every request that reaches the outside.
    """

    world: World
    shown: set[OrderNumber] = attrs.field(factory=set)
    #: The documents that came into JTL's inbox or folder, by order, oldest first.
    arrived: dict[OrderNumber, tuple[bytes, ...]] = attrs.field(factory=dict)
    #: Every parcel number the connector was shown, with its order.
    numbers_shown: set[tuple[OrderNumber, str]] = attrs.field(factory=set)
    #: Parcel numbers, without regard to case, that the marketplace accepted.
    told: set[str] = attrs.field(factory=set)
    grants: dict[str, Grant] = attrs.field(factory=dict)
    #: How the ERP is made as far as the shop works with it; None before the first look.
    erp_known: frozenset[ErpColumn] | None = None
    #: How often a person ordered a delivery again, by order.
    ordered_again: Counter[OrderNumber] = attrs.field(factory=Counter)
    stock_calls: int = 0
    #: What else was done, in words for the figures.
    counted: Counter[str] = attrs.field(factory=Counter)

    def answered(self, call: Call, args: Mapping[str, Any], answer: Any, runner: Runner) -> None:
        """
        Note what an answer told the connector.
        """
        note = _ANSWERS.get((call.port, call.method))
        if note is not None:
            note(self, args, answer, runner)

    def reached(
        self, call: Call, args: Mapping[str, Any], handed: Mapping[Place, RenderedOrder]
    ) -> None:
        """
        Note what a request changed outside; *handed* is what waited for JTL before.
        """
        if call.method == "deliver":
            for place, order in handed_over(self.world.erp).items():
                if place not in handed:
                    before = self.arrived.get(order.number, ())
                    self.arrived[order.number] = (*before, order.body)
        elif call.method == "confirm":
            shipments = self.world.marketplace.shipments
            self.told = {known.tracking_number.casefold() for known in shipments}
        elif call.method == "set_units":
            self.stock_calls += len(args["calls"])

    def _orders(self, _args: Mapping[str, Any], page: Any, runner: Runner) -> None:
        runner.shown |= page.orders.keys()
        self.shown |= page.orders.keys()
        for number, order in page.orders.items():
            if isinstance(order, ListedOrder):
                known = runner.views.get(number)
                if known is None or known.updated_at <= order.updated_at:
                    runner.views[number] = order
                    if runner.levels:
                        runner.open_after_stock[number] = order

    def _presence(self, _args: Mapping[str, Any], found: Any, runner: Runner) -> None:
        if not runner.levels:
            runner.in_erp |= {number for number, order in found.items() if not order.cancelled}

    def _shape(self, _args: Mapping[str, Any], shape: Any, runner: Runner) -> None:
        runner.erp_found = shape.found
        runner.erp_was_known = shape.found == self.erp_known

    def _levels(self, _args: Mapping[str, Any], levels: Any, runner: Runner) -> None:
        runner.levels.update(levels)
        runner.taught = self.world.tables.sku_map

    def _mark(self, _args: Mapping[str, Any], mark: Any, runner: Runner) -> None:
        # Who is told the mark knows whether the stock is what it was: that is what it is now.
        if mark is not None:
            self._levels({}, dict(self.world.erp.articles), runner)

    def _set(self, args: Mapping[str, Any], verdicts: Any, runner: Runner) -> None:
        runner.not_set = {
            update.sku_id: update.units
            for one in args["calls"]
            for update in one.updates
            if verdicts.get(update.sku_id, update) is not None and update.before != update.units
        }

    def _packages(self, _args: Mapping[str, Any], packages: Any, _runner: Runner) -> None:
        self.numbers_shown |= {
            (parcel.order, parcel.tracking_number.strip().casefold())
            for parcel in packages
            if parcel.tracking_number.strip() and parcel.shipped_at is not None
        }


_ANSWERS = {
    ("order_feed", "page"): Witness._orders,
    ("listing_feed", "page"): Witness._orders,
    ("order_feed", "by_number"): Witness._orders,
    ("listing_feed", "by_number"): Witness._orders,
    ("erp_orders", "presence"): Witness._presence,
    ("erp_schema", "shape"): Witness._shape,
    ("erp_stock", "mark"): Witness._mark,
    ("erp_stock", "levels"): Witness._levels,
    ("marketplace_stock", "set_units"): Witness._set,
    ("erp_packages", "of_orders"): Witness._packages,
}
