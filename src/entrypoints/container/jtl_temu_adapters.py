"""The real outside world: Temu over HTTP, JTL over SQL, our own database."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from dependency_injector import containers, providers

from adapters.clock import SystemClock
from adapters.http.rate_limit import RateLimits
from adapters.http.traffic import Traffic
from adapters.in_process.direct_log_sink import DirectLogSink
from adapters.jtl_sql.connection import JtlDatabase, open_jtl
from adapters.jtl_sql.erp_customers import JtlCustomers
from adapters.jtl_sql.erp_orders import JtlOrders
from adapters.jtl_sql.erp_packages import JtlPackages
from adapters.jtl_sql.erp_schema import JtlSchema
from adapters.jtl_sql.erp_stock import JtlStock
from adapters.jtl_sql.inbox import JtlInbox
from adapters.jtl_xml.options import CountryForm, DateForm, XmlOptions
from adapters.jtl_xml.outbox import JtlOrderOutbox
from adapters.jtl_xml.renderer import JtlOrderRenderer
from adapters.own_database.access_book import SqlAccessBook
from adapters.own_database.alerts import SqlAlerts
from adapters.own_database.answered_requests import SqlAnsweredRequests
from adapters.own_database.export_book import SqlExportBook
from adapters.own_database.leases import SqlLeases
from adapters.own_database.log_file import log_url
from adapters.own_database.mappings import SqlCarrierMap, SqlSkuMap
from adapters.own_database.offer_book import SqlOfferBook
from adapters.own_database.order_book import SqlOrderBook
from adapters.own_database.outside_writes import SqlOutsideWrites
from adapters.own_database.personal_data import SqlPersonalData
from adapters.own_database.plans import SqlPlans
from adapters.own_database.raw_answers import SqlRawAnswers
from adapters.own_database.reconciliations import SqlReconciliations
from adapters.own_database.run_book import SqlRunBook
from adapters.own_database.run_log import SqlRunLog
from adapters.own_database.schedule_book import SqlScheduleBook
from adapters.own_database.shared_clock import SqlSharedClock
from adapters.own_database.shop_figures import SqlShopFigures
from adapters.own_database.shop_register import SqlShopRegister
from adapters.own_database.watermarks import SqlWatermarks
from adapters.payload_files.archive import JsonPayloadArchive
from adapters.sql.engine import open_engine
from adapters.temu_csv.file_shelf import FOLDER, OrderFileShelf
from adapters.temu_csv.order_feed import CsvOrderFeed
from adapters.temu_csv.without_access import KnownOrders, NoAccount
from adapters.temu_http.connect import TemuConnection, connect_temu
from adapters.temu_http.credentials import TemuCredentials
from adapters.temu_http.options import TemuOptions
from adapters.temu_http.recorded import RecordedOrderFeed
from entrypoints.container.rate_limits import calls_per_second
from entrypoints.settings.settings import ErpSettings, Settings, ShopSettings, TemuSettings
from entrypoints.shop_setup import ShopSetup
from shared_kernel.clock import Clock
from temu_core.document import DeliveryWay
from temu_core.shop import CustomerNumbers, OrderPolicy


def _engine(url: str) -> Iterator[sa.Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


def _jtl(url: str, catalog: str) -> Iterator[JtlDatabase]:
    database = open_jtl(url, catalog)
    yield database
    database.engine.dispose()


def _temu(
    settings: TemuSettings,
    clock: Clock,
    rate_limits: RateLimits,
    per_second: int | None,
    traffic: Traffic,
) -> Iterator[TemuConnection]:
    connection = connect_temu(
        TemuCredentials(
            app_key=settings.app_key,
            app_secret=settings.app_secret,
            access_token=settings.access_token,
        ),
        temu_options(settings),
        clock,
        rate_limit=rate_limits.of(settings.app_key, per_second),
        traffic=traffic,
    )
    yield connection
    connection.close()


def temu_options(settings: TemuSettings) -> TemuOptions:
    """
    Return how a shop's Temu is to be called.
    """
    return TemuOptions(
        base_url=settings.base_url,
        signature="hmac_sha256" if settings.signature == "hmac-sha256" else "md5",
        concurrency=settings.concurrency,
        requests_per_second=settings.requests_per_second or None,
        timeout_s=settings.timeout_s,
        region_id=settings.region_id,
        address_call=(
            "bg.order.decryptshippinginfo.get"
            if settings.address_api == "decrypt"
            else "bg.order.shippinginfo.v2.get"
        ),
    )


def _xml_options(erp: ErpSettings) -> XmlOptions:
    xml = erp.xml
    return XmlOptions(
        company=xml.company,
        user=xml.user,
        shipping_method=xml.shipping_method,
        payment_method=xml.payment_method,
        origin=xml.origin,
        language=xml.language,
        date_form=DateForm(xml.date_format),
        country_form=CountryForm(xml.country_form),
    )


def _feed_name(from_network: bool) -> str:
    return "network" if from_network else "recorded"


def _access_name(files_only: bool) -> str:
    return "files" if files_only else "api"


def _uses_inbox(orders: OrderPolicy) -> bool:
    return orders.delivery is DeliveryWay.INBOX


def _looks_for_customers(orders: OrderPolicy) -> bool:
    return orders.customer_numbers is CustomerNumbers.BY_EMAIL


def _order_files_of(folder: Path) -> Path:
    return folder / FOLDER


def _outbox_of(folder: Path) -> Path:
    return folder / "outbox"


class JtlTemuAdapters(containers.DeclarativeContainer):
    """
    Every port for one shop; engines and connections are closed with the container.

    ``recorded_run`` names a run whose answers are read instead of the network.
    """

    settings = providers.Dependency(instance_of=Settings)
    shop_settings = providers.Dependency(instance_of=ShopSettings)
    setup = providers.Dependency(instance_of=ShopSetup)
    database_url = providers.Dependency(instance_of=str)
    clock: providers.Provider[Clock] = providers.ThreadSafeSingleton(SystemClock)
    recorded_run = providers.Object("")

    engine = providers.Resource(_engine, database_url)
    log_engine = providers.Resource(_engine, providers.Callable(log_url, database_url))
    leases = providers.Factory(SqlLeases, engine)
    #: The machine's own, whatever the clock above shows.
    machine_clock: providers.Provider[Clock] = providers.ThreadSafeSingleton(SystemClock)
    shared_clock = providers.Factory(SqlSharedClock, engine, machine_clock)
    run_book = providers.Factory(SqlRunBook, engine)
    run_log = providers.Factory(SqlRunLog, log_engine, engine)
    log_sink = providers.ThreadSafeSingleton(DirectLogSink, run_log)
    schedule_book = providers.Factory(SqlScheduleBook, engine)
    access_book = providers.Factory(SqlAccessBook, engine)
    answered_requests = providers.Factory(SqlAnsweredRequests, engine)
    order_book = providers.Factory(SqlOrderBook, engine)
    export_book = providers.Factory(SqlExportBook, engine)
    raw_answers = providers.Factory(SqlRawAnswers, engine)
    outside_writes = providers.Factory(SqlOutsideWrites, engine)
    alerts = providers.Factory(SqlAlerts, engine)
    offer_book = providers.Factory(SqlOfferBook, engine)
    watermarks = providers.Factory(SqlWatermarks, engine)
    sku_map = providers.Factory(SqlSkuMap, engine)
    carrier_map = providers.Factory(SqlCarrierMap, engine)
    plans = providers.Factory(SqlPlans, engine)
    personal_data = providers.Factory(SqlPersonalData, engine)
    shop_register = providers.Factory(SqlShopRegister, engine)
    shop_figures = providers.Factory(SqlShopFigures, engine)
    reconciliations = providers.Factory(SqlReconciliations, engine)
    payload_archive = providers.Factory(
        JsonPayloadArchive,
        directory=setup.provided.folder.parent,
        raw_answers=raw_answers,
    )

    #: Shared by the shops of one application.
    rate_limits: providers.Provider[RateLimits] = providers.ThreadSafeSingleton(RateLimits)
    #: What goes out to the marketplace, for figures.
    traffic = providers.ThreadSafeSingleton(Traffic)
    temu = providers.Resource(
        _temu,
        shop_settings.provided.temu,
        clock,
        rate_limits,
        providers.Callable(calls_per_second, settings, shop_settings.provided.temu.app_key),
        traffic,
    )
    order_feed = providers.Selector(
        providers.Callable(_access_name, setup.provided.files_only),
        api=temu.provided.orders,
        files=providers.Factory(KnownOrders, order_book=order_book, shop=setup.provided.shop),
    )
    recorded_feed = providers.Factory(
        RecordedOrderFeed, answers=raw_answers, shop=setup.provided.shop, run_id=recorded_run
    )
    listing_feed = providers.Selector(
        providers.Callable(_feed_name, setup.provided.from_network),
        network=order_feed,
        recorded=recorded_feed,
    )
    order_files = providers.Factory(
        OrderFileShelf, providers.Callable(_order_files_of, setup.provided.folder)
    )
    #: Is called with the ``path`` of a kept file.
    file_feed = providers.Factory(
        CsvOrderFeed, path=providers.Object(Path()), policy=setup.provided.orders, clock=clock
    )
    offer_feed = temu.provided.offers
    marketplace_stock = temu.provided.stock
    shipment_desk = temu.provided.shipments
    seller_accounts = providers.Selector(
        providers.Callable(_access_name, setup.provided.files_only),
        api=temu.provided.accounts,
        files=providers.Factory(NoAccount),
    )

    jtl = providers.Resource(_jtl, settings.provided.erp.url, settings.provided.erp.database)
    erp_orders = providers.Factory(JtlOrders, jtl)
    erp_stock = providers.Factory(
        JtlStock,
        database=jtl,
        warehouses=providers.Callable(frozenset, settings.provided.erp.warehouses),
    )
    erp_packages = providers.Factory(
        JtlPackages, database=jtl, zone=providers.Factory(ZoneInfo, settings.provided.erp.zone)
    )
    erp_customers = providers.Factory(JtlCustomers, jtl)
    erp_schema = providers.Factory(
        JtlSchema,
        database=jtl,
        inbox=providers.Callable(_uses_inbox, setup.provided.orders),
        warehouses=providers.Callable(bool, settings.provided.erp.warehouses),
        customers=providers.Callable(_looks_for_customers, setup.provided.orders),
    )
    order_renderer = providers.ThreadSafeSingleton(
        JtlOrderRenderer, options=providers.Callable(_xml_options, settings.provided.erp)
    )
    inbox = providers.Factory(
        JtlInbox,
        database=jtl,
        platform=settings.provided.erp.xml.inbox_platform,
        invoice=settings.provided.erp.xml.inbox_invoice,
    )
    outbox = providers.ThreadSafeSingleton(
        JtlOrderOutbox,
        directory=providers.Callable(_outbox_of, setup.provided.folder),
        bare_name=setup.provided.bare_file_name,
    )
    order_handover = providers.Selector(
        setup.provided.orders.delivery.value, inbox=inbox, file=outbox
    )
