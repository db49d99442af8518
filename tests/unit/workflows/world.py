"""One shop between a marketplace and an ERP in memory, with verbs for what happens to it."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import attrs
from dependency_injector import providers
from tests.builders.orders import amounts_for, an_address, an_order

from adapters.clock import FixedClock
from adapters.memory.books import MemoryBooks
from adapters.memory.erp import MemoryErp
from adapters.memory.marketplace import MemoryMarketplace
from entrypoints.container.memory_adapters import MemoryAdapters
from entrypoints.container.use_cases import UseCases
from entrypoints.shop_setup import ShopSetup
from job_core.run import RunState
from job_core.use_cases.execute_run import Execution, Work
from job_core.watch import Watch
from shared_kernel.run_context import RunContext
from shared_kernel.sku import Sku
from temu_core.address import BuyerAddress
from temu_core.alert import AlertKind
from temu_core.amounts import OrderAmounts
from temu_core.ledger import HoldReason, LedgerState
from temu_core.offer import GoodsId, Offer, SkuId
from temu_core.order import ListedOrder, OrderNumber, ShopId
from temu_core.reconciliation import ReconciliationReport
from temu_core.record import OrderRecord
from temu_core.use_cases.sync_inventory import InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncRequest, SyncResult

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NORTH = ShopId("north")
ORDERS_JOB = "temu_orders_sync"
STOCK_JOB = "temu_inventory_sync"

T = TypeVar("T")


@attrs.define(kw_only=True)
class ShopWorld:
    """
    A shop with a warehouse full of lamps; nothing happens by itself.
    """

    clock: FixedClock
    marketplace: MemoryMarketplace
    erp: MemoryErp
    books: MemoryBooks
    setup: ShopSetup
    #: Who looks on while the next runs work.
    watch: Watch = attrs.field(factory=Watch)
    _use_cases: UseCases | None = None

    @classmethod
    def open(cls, *, books: MemoryBooks | None = None, **changes: Any) -> "ShopWorld":
        """
        Return a new world; keywords are fields of ``ShopSetup``.
        """
        clock = FixedClock(NOON)
        marketplace, erp = MemoryMarketplace(clock=clock), MemoryErp(clock=clock)
        erp.article("LAMP-1", 100)
        changes.setdefault("first_plan_needs_approval", False)
        setup = ShopSetup(
            shop=NORTH,
            shops=(NORTH,),
            region_id=marketplace.account.region_id,
            marketplace_place="memory",
            erp_place="memory",
            folder=Path("never-written"),
            **changes,
        )
        return cls(
            clock=clock,
            marketplace=marketplace,
            erp=erp,
            books=books or MemoryBooks.empty(),
            setup=setup,
        )

    # What the world does.

    def later(self, **span: float) -> None:
        """
        Let time pass: ``later(minutes=15)``.
        """
        self.clock.advance(timedelta(**span))

    def sell(
        self,
        listed: ListedOrder | str = "PO-1",
        *,
        address: BuyerAddress | None = None,
        amounts: OrderAmounts | None = None,
        **changes: Any,
    ) -> OrderNumber:
        """
        Let a buyer place a complete order now; keywords are fields of ``ListedOrder``.
        """
        if isinstance(listed, str):
            now = {"placed_at": self.clock.now(), "updated_at": self.clock.now()}
            listed = an_order(listed, **(now | changes))
        money = amounts or amounts_for(listed)
        self.marketplace.sell(listed, address=address or an_address(), amounts=money)
        return listed.number

    def offer(self, sku_id: int = 17, *, stock: int = 0, **changes: Any) -> SkuId:
        """
        Put an offer of the lamp up for sale, or a newer version of it.
        """
        boring = Offer(
            goods_id=GoodsId(601),
            sku_id=SkuId(sku_id),
            seller_sku="LAMP-1",
            name="Desk lamp",
            stock=stock,
        )
        self.marketplace.offer(attrs.evolve(boring, **changes))
        return boring.sku_id

    def ship(self, number: OrderNumber, tracking_number: str = "JJD0001", **changes: Any) -> None:
        """
        Pack a parcel in the ERP, by default one lamp that leaves with DHL now.
        """
        units = changes.pop("units", {"LAMP-1": 1})
        self.erp.pack(
            number,
            {Sku(sku): count for sku, count in units.items()},
            tracking_number=tracking_number,
            **changes,
        )

    def into_the_erp(self, number: OrderNumber) -> OrderNumber:
        """
        Sync an order until the ERP has booked it and we know.
        """
        self.sync_orders()
        self.erp.book_waiting()
        self.sync_orders()
        assert self.state(number) is LedgerState.IN_ERP
        return number

    # What the connector does.

    @property
    def use_cases(self) -> UseCases:
        """
        The use cases over this world's adapters and fakes.
        """
        if self._use_cases is None:
            self.fake()
        assert self._use_cases is not None
        return self._use_cases

    def fake(self, **fakes: object) -> None:
        """
        Put these in the place of adapters, by the container's names; without any all are back.
        """
        adapters = MemoryAdapters(
            clock=self.clock, books=self.books, marketplace=self.marketplace, erp=self.erp
        )
        adapters.override_providers(**{n: providers.Object(fake) for n, fake in fakes.items()})
        self._use_cases = UseCases(adapters=adapters, setup=self.setup)

    def run(self, job: str, work: Callable[[RunContext], T], **changes: Any) -> Execution[T]:
        """
        Let the executor run *work*.
        """
        changes.setdefault("deadline", timedelta(minutes=30))
        return self.use_cases.execute_run()(
            self.setup.shop, Work(job=job, run=work, parameters={}, **changes), self.watch
        )

    def sync_orders(self, **request: Any) -> Execution[SyncResult]:
        """
        Run the order sync once; keywords are fields of ``OrderSyncRequest``.
        """
        sync = self.use_cases.sync_orders()
        return self.run(
            ORDERS_JOB,
            lambda run: sync(run, OrderSyncRequest(**request)),
            deadline=self.setup.orders_deadline,
            incomplete=lambda result: result.incomplete,
        )

    def sync_inventory(self, **request: Any) -> Execution[SyncResult]:
        """
        Run the inventory sync once; keywords are fields of ``InventorySyncRequest``.
        """
        sync = self.use_cases.sync_inventory()
        return self.run(
            STOCK_JOB,
            lambda run: sync(run, InventorySyncRequest(**request)),
            deadline=self.setup.inventory_deadline,
            incomplete=lambda result: result.incomplete,
        )

    def reconcile(self, days: int = 7) -> ReconciliationReport:
        """
        Hold the marketplace against the books; the stored report.
        """
        reconcile = self.use_cases.reconcile_orders()
        executed = self.run("temu_reconciliation", lambda run: reconcile(run, days=days))
        assert executed.run.state is RunState.SUCCESS, executed.run.error
        report = self.books.reconciliations.last(NORTH)
        assert report is not None
        return report

    # What the books show.

    def record(self, number: OrderNumber) -> OrderRecord:
        """
        Return an order from our books.
        """
        return self.books.order_book.read(NORTH, [number])[number]

    def state(self, number: OrderNumber) -> LedgerState:
        """
        Return where an order stands.
        """
        return self.record(number).state

    def held(self, number: OrderNumber) -> HoldReason | None:
        """
        Return why an order is held; None when it is not.
        """
        hold = self.record(number).hold
        return hold.reason if hold is not None else None

    def alerts(self) -> set[tuple[AlertKind, str]]:
        """
        Return kind and subject of every open alert.
        """
        return {(s.alert.kind, s.alert.subject) for s in self.books.alerts.open(NORTH)}

    def booked(self) -> list[OrderNumber]:
        """
        Return the marketplace's numbers of all orders in the ERP, doubles twice.
        """
        return [order.external for order in self.erp.orders]

    def document(self, number: OrderNumber) -> Mapping[str, Any]:
        """
        Return what the ERP's inbox holds about an order.
        """
        content: Mapping[str, Any] = json.loads(self.erp.inbox[number].body)
        return content

    def told(self) -> list[tuple[str, str, int]]:
        """
        Return order, parcel number and units of each parcel line the marketplace was told.
        """
        return [(s.order, s.tracking_number, s.units) for s in self.marketplace.shipments]

    def for_sale(self, sku_id: int = 17) -> int:
        """
        Return how many units of an offer the marketplace would sell now.
        """
        return self.marketplace.offers[SkuId(sku_id)].offer.stock
