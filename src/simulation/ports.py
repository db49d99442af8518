"""Every port of one shop, and what the simulator is given to drive over them."""

from abc import abstractmethod
from typing import Protocol

import attrs

from adapters.memory.books import MemoryBooks
from adapters.memory.erp import MemoryErp
from adapters.memory.erp_customers import MemoryErpCustomers
from adapters.memory.erp_orders import MemoryErpOrders
from adapters.memory.erp_packages import MemoryErpPackages
from adapters.memory.erp_schema import MemoryErpSchema
from adapters.memory.erp_stock import MemoryErpStock
from adapters.memory.marketplace import MemoryMarketplace
from adapters.memory.marketplace_stock import MemoryMarketplaceStock
from adapters.memory.offer_feed import MemoryOfferFeed
from adapters.memory.order_feed import MemoryOrderFeed
from adapters.memory.order_handover import MemoryOrderHandover
from adapters.memory.order_outbox import MemoryOrderOutbox
from adapters.memory.order_renderer import MemoryOrderRenderer
from adapters.memory.seller_accounts import MemorySellerAccounts
from adapters.memory.shipment_desk import MemoryShipmentDesk
from job_core.ports.leases import Leases
from job_core.ports.log_sink import LogSink
from job_core.ports.run_book import RunBook
from job_core.run import LogLine
from job_core.use_cases.execute_run import ExecuteRun
from shared_kernel.clock import Clock
from temu_core.document import DeliveryWay
from temu_core.order import ShopId
from temu_core.ports.alerts import Alerts
from temu_core.ports.erp_customers import ErpCustomers
from temu_core.ports.erp_orders import ErpOrders
from temu_core.ports.erp_packages import ErpPackages
from temu_core.ports.erp_schema import ErpSchema
from temu_core.ports.erp_stock import ErpStock
from temu_core.ports.export_book import ExportBook
from temu_core.ports.mappings import CarrierMap, SkuMap
from temu_core.ports.marketplace_stock import MarketplaceStock
from temu_core.ports.offer_book import OfferBook
from temu_core.ports.offer_feed import OfferFeed
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_feed import OrderFeed
from temu_core.ports.order_handover import OrderHandover
from temu_core.ports.order_renderer import OrderRenderer
from temu_core.ports.outside_writes import OutsideWrites
from temu_core.ports.payload_archive import PayloadArchive
from temu_core.ports.personal_data import PersonalData
from temu_core.ports.plans import Plans
from temu_core.ports.raw_answers import RawAnswers
from temu_core.ports.reconciliations import Reconciliations
from temu_core.ports.seller_accounts import SellerAccounts
from temu_core.ports.shipment_desk import ShipmentDesk
from temu_core.ports.shop_register import ShopRegister
from temu_core.ports.watermarks import Watermarks
from temu_core.shop import ListingPolicy, OrderPolicy, ShipmentPolicy, StockPolicy
from temu_core.use_cases.accept_erp import AcceptErp
from temu_core.use_cases.accept_requests import AcceptRequests
from temu_core.use_cases.approve_plan import ApprovePlan
from temu_core.use_cases.map_carrier import MapCarrier
from temu_core.use_cases.map_sku import MapSku
from temu_core.use_cases.mend_orders import MendOrders
from temu_core.use_cases.reconcile_orders import ReconcileOrders
from temu_core.use_cases.sync_inventory import SyncInventory
from temu_core.use_cases.sync_orders import SyncOrders

#: The one shop of every simulated world.
SHOP = ShopId("north")

#: How long an outside write may take before its answer counts as lost, in seconds.
CALL_S = 60.0


class _Silent(LogSink):
    """
    Forgets what runs say.
    """

    def put(self, line: LogLine) -> None:
        pass

    def flush(self) -> None:
        pass


@attrs.frozen(kw_only=True)
class Ports:
    """
    What the connector speaks with, by the names the composition root knows.
    """

    clock: Clock
    leases: Leases
    run_book: RunBook
    order_book: OrderBook
    export_book: ExportBook
    raw_answers: RawAnswers
    outside_writes: OutsideWrites
    alerts: Alerts
    offer_book: OfferBook
    watermarks: Watermarks
    sku_map: SkuMap
    carrier_map: CarrierMap
    plans: Plans
    personal_data: PersonalData
    reconciliations: Reconciliations
    shop_register: ShopRegister
    payload_archive: PayloadArchive
    order_feed: OrderFeed
    listing_feed: OrderFeed
    offer_feed: OfferFeed
    marketplace_stock: MarketplaceStock
    shipment_desk: ShipmentDesk
    seller_accounts: SellerAccounts
    erp_orders: ErpOrders
    order_handover: OrderHandover
    erp_schema: ErpSchema
    erp_stock: ErpStock
    erp_packages: ErpPackages
    erp_customers: ErpCustomers
    order_renderer: OrderRenderer
    log_sink: LogSink

    @classmethod
    def over(
        cls,
        clock: Clock,
        books: MemoryBooks,
        marketplace: MemoryMarketplace,
        erp: MemoryErp,
        *,
        delivery: DeliveryWay,
    ) -> "Ports":
        """
        Return the ports of a world in memory.
        """
        feed = MemoryOrderFeed(marketplace)
        by_file = delivery is DeliveryWay.FILE
        return cls(
            clock=clock,
            leases=books.leases,
            run_book=books.run_book,
            order_book=books.order_book,
            export_book=books.export_book,
            raw_answers=books.raw_answers,
            outside_writes=books.outside_writes,
            alerts=books.alerts,
            offer_book=books.offer_book,
            watermarks=books.watermarks,
            sku_map=books.sku_map,
            carrier_map=books.carrier_map,
            plans=books.plans,
            personal_data=books.personal_data,
            reconciliations=books.reconciliations,
            shop_register=books.shop_register,
            payload_archive=books.payload_archive,
            order_feed=feed,
            listing_feed=feed,
            offer_feed=MemoryOfferFeed(marketplace),
            marketplace_stock=MemoryMarketplaceStock(marketplace),
            shipment_desk=MemoryShipmentDesk(marketplace),
            seller_accounts=MemorySellerAccounts(marketplace),
            erp_orders=MemoryErpOrders(erp),
            order_handover=MemoryOrderOutbox(erp) if by_file else MemoryOrderHandover(erp),
            erp_schema=MemoryErpSchema(erp),
            erp_stock=MemoryErpStock(erp),
            erp_packages=MemoryErpPackages(erp),
            erp_customers=MemoryErpCustomers(erp),
            order_renderer=MemoryOrderRenderer(),
            log_sink=_Silent(),
        )


@attrs.frozen(kw_only=True)
class Policies:
    """
    What the merchant of a simulated shop decided.
    """

    orders: OrderPolicy
    listing: ListingPolicy
    shipments: ShipmentPolicy
    stock: StockPolicy
    first_plan_needs_approval: bool


@attrs.frozen(kw_only=True)
class Connector:
    """
    The use cases that are put to the test.
    """

    #: By which every run is done; the simulator gives the runs their ids.
    execute_run: ExecuteRun
    sync_orders: SyncOrders
    sync_inventory: SyncInventory
    reconcile_orders: ReconcileOrders
    approve_plan: ApprovePlan
    accept_erp: AcceptErp
    mend_orders: MendOrders
    accept_requests: AcceptRequests
    map_sku: MapSku
    map_carrier: MapCarrier


class OpenConnector(Protocol):
    """
    Whoever wires the product: the composition root, or a test that breaks it on purpose.
    """

    @abstractmethod
    def __call__(self, ports: Ports, policies: Policies) -> Connector:
        """
        Return the product's use cases over *ports*.
        """
