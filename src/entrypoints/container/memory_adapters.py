"""A whole outside world in memory, for tests and the fault simulator."""

from dependency_injector import containers, providers

from adapters.clock import FixedClock
from adapters.in_process.direct_log_sink import DirectLogSink
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
from adapters.memory.order_renderer import MemoryOrderRenderer
from adapters.memory.seller_accounts import MemorySellerAccounts
from adapters.memory.shipment_desk import MemoryShipmentDesk
from job_core.ports.shared_clock import OneMachine


class MemoryAdapters(containers.DeclarativeContainer):
    """
    Every port, kept in memory; give it the clock, the books and both worlds.
    """

    clock = providers.Dependency(instance_of=FixedClock)
    books = providers.Dependency(instance_of=MemoryBooks)
    marketplace = providers.Dependency(instance_of=MemoryMarketplace)
    erp = providers.Dependency(instance_of=MemoryErp)

    leases = books.provided.leases
    shared_clock = providers.Factory(OneMachine)
    run_book = books.provided.run_book
    run_log = books.provided.run_log
    log_sink = providers.ThreadSafeSingleton(DirectLogSink, run_log)
    schedule_book = books.provided.schedule_book
    access_book = books.provided.access_book
    answered_requests = books.provided.answered_requests
    order_book = books.provided.order_book
    export_book = books.provided.export_book
    raw_answers = books.provided.raw_answers
    outside_writes = books.provided.outside_writes
    alerts = books.provided.alerts
    offer_book = books.provided.offer_book
    watermarks = books.provided.watermarks
    sku_map = books.provided.sku_map
    carrier_map = books.provided.carrier_map
    plans = books.provided.plans
    personal_data = books.provided.personal_data
    shop_register = books.provided.shop_register
    shop_figures = books.provided.shop_figures
    reconciliations = books.provided.reconciliations
    payload_archive = books.provided.payload_archive

    order_feed = providers.Factory(MemoryOrderFeed, marketplace)
    listing_feed = order_feed
    offer_feed = providers.Factory(MemoryOfferFeed, marketplace)
    marketplace_stock = providers.Factory(MemoryMarketplaceStock, marketplace)
    shipment_desk = providers.Factory(MemoryShipmentDesk, marketplace)
    seller_accounts = providers.Factory(MemorySellerAccounts, marketplace)

    erp_orders = providers.Factory(MemoryErpOrders, erp)
    order_handover = providers.Factory(MemoryOrderHandover, erp)
    erp_stock = providers.Factory(MemoryErpStock, erp)
    erp_packages = providers.Factory(MemoryErpPackages, erp)
    erp_customers = providers.Factory(MemoryErpCustomers, erp)
    erp_schema = providers.Factory(MemoryErpSchema, erp)
    order_renderer = providers.Factory(MemoryOrderRenderer)
