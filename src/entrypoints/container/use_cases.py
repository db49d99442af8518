"""What the connector can do, given a set of adapters."""

from dependency_injector import containers, providers

from adapters.in_process.thread_heartbeat import ThreadHeartbeat
from entrypoints.run_ids import new_run_id
from entrypoints.shop_setup import ShopSetup
from job_core.use_cases.execute_run import ExecuteRun
from temu_core.use_cases.accept_erp import AcceptErp
from temu_core.use_cases.accept_requests import AcceptRequests
from temu_core.use_cases.approve_plan import ApprovePlan
from temu_core.use_cases.backfill_orders import BackfillOrders
from temu_core.use_cases.check_erp import CheckErp
from temu_core.use_cases.check_shop import CheckShop
from temu_core.use_cases.collect_packages import CollectPackages
from temu_core.use_cases.compute_targets import ComputeTargets
from temu_core.use_cases.confirm_in_erp import ConfirmInErp
from temu_core.use_cases.confirm_shipments import ConfirmShipments
from temu_core.use_cases.deliver_orders import DeliverOrders
from temu_core.use_cases.export_orders import ExportOrders
from temu_core.use_cases.fetch_details import FetchDetails
from temu_core.use_cases.fetch_offers import FetchOffers
from temu_core.use_cases.forget_buyers import ForgetBuyers
from temu_core.use_cases.import_orders import ImportOrders
from temu_core.use_cases.line_articles import LineArticles
from temu_core.use_cases.map_carrier import MapCarrier
from temu_core.use_cases.map_sku import MapSku
from temu_core.use_cases.mend_orders import MendOrders
from temu_core.use_cases.plan_export import PlanExport
from temu_core.use_cases.plan_shipments import PlanShipments
from temu_core.use_cases.push_stock import PushStock
from temu_core.use_cases.read_back_shipments import ReadBackShipments
from temu_core.use_cases.read_back_stock import ReadBackStock
from temu_core.use_cases.read_levels import ReadLevels
from temu_core.use_cases.reconcile_orders import ReconcileOrders
from temu_core.use_cases.refresh_orders import RefreshOrders
from temu_core.use_cases.sync_inventory import SyncInventory
from temu_core.use_cases.sync_orders import SyncOrders
from temu_core.use_cases.take_orders import TakeOrders
from temu_core.use_cases.walk_orders import WalkOrders
from temu_core.use_cases.watch_holds import WatchHolds
from temu_core.use_cases.watch_ship_by import WatchShipBy
from temu_core.use_cases.write_gate import WriteGate
from temu_core.use_cases.write_payloads import WritePayloads


class UseCases(containers.DeclarativeContainer):
    """
    Every use case of one shop.
    """

    adapters = providers.DependenciesContainer()
    setup = providers.Dependency(instance_of=ShopSetup)

    line_articles = providers.Factory(
        LineArticles, offer_book=adapters.offer_book, sku_map=adapters.sku_map
    )
    gate = providers.Factory(
        WriteGate,
        plans=adapters.plans,
        register=adapters.shop_register,
        clock=adapters.clock,
        first_plan_needs_approval=setup.provided.first_plan_needs_approval,
        export_blocked=setup.provided.export_blocked,
    )
    check_shop = providers.Factory(
        CheckShop,
        accounts=adapters.seller_accounts,
        register=adapters.shop_register,
        alerts=adapters.alerts,
        clock=adapters.clock,
        marketplace_place=setup.provided.marketplace_place,
        erp_place=setup.provided.erp_place,
        region_id=setup.provided.region_id,
        needed_scopes=setup.provided.needed_scopes,
        files_only=setup.provided.files_only,
    )

    check_erp = providers.Factory(
        CheckErp,
        schema=adapters.erp_schema,
        register=adapters.shop_register,
        alerts=adapters.alerts,
        clock=adapters.clock,
    )
    accept_erp = providers.Factory(
        AcceptErp, register=adapters.shop_register, alerts=adapters.alerts, clock=adapters.clock
    )

    write_payloads = providers.Factory(WritePayloads, archive=adapters.payload_archive)
    #: Step 1 may read a recorded run; whatever is asked again later is asked of the network.
    walk_orders = providers.Factory(
        WalkOrders,
        feed=adapters.listing_feed,
        raw_answers=adapters.raw_answers,
        policy=setup.provided.listing,
    )
    fetch_listed_details = providers.Factory(
        FetchDetails,
        feed=adapters.listing_feed,
        raw_answers=adapters.raw_answers,
        order_book=adapters.order_book,
        policy=setup.provided.orders,
    )
    fetch_details = providers.Factory(
        FetchDetails,
        feed=adapters.order_feed,
        raw_answers=adapters.raw_answers,
        order_book=adapters.order_book,
        policy=setup.provided.orders,
    )
    import_orders = providers.Factory(
        ImportOrders,
        order_book=adapters.order_book,
        offer_book=adapters.offer_book,
        sku_map=adapters.sku_map,
        policy=setup.provided.orders,
        clock=adapters.clock,
    )
    refresh_orders = providers.Factory(
        RefreshOrders,
        feed=adapters.order_feed,
        raw_answers=adapters.raw_answers,
        fetch_details=fetch_details,
        import_orders=import_orders,
    )
    take_orders = providers.Factory(
        TakeOrders,
        walk_orders=walk_orders,
        fetch_details=fetch_listed_details,
        import_orders=import_orders,
        refresh_orders=refresh_orders,
        order_book=adapters.order_book,
        watermarks=adapters.watermarks,
        alerts=adapters.alerts,
        policy=setup.provided.listing,
        clock=adapters.clock,
        from_network=setup.provided.from_network,
    )

    backfill_orders = providers.Factory(
        BackfillOrders,
        refresh_orders=refresh_orders,
        walk_orders=walk_orders,
        fetch_details=fetch_details,
        import_orders=import_orders,
        zone=setup.provided.orders.erp_zone,
    )

    plan_export = providers.Factory(
        PlanExport,
        refresh_orders=refresh_orders,
        order_book=adapters.order_book,
        line_articles=line_articles,
        erp_orders=adapters.erp_orders,
        erp_stock=adapters.erp_stock,
        erp_customers=adapters.erp_customers,
        handover=adapters.order_handover,
        renderer=adapters.order_renderer,
        policy=setup.provided.orders,
        clock=adapters.clock,
    )
    deliver_orders = providers.Factory(
        DeliverOrders,
        order_book=adapters.order_book,
        export_book=adapters.export_book,
        erp_orders=adapters.erp_orders,
        handover=adapters.order_handover,
        gate=gate,
        policy=setup.provided.orders,
        clock=adapters.clock,
        call_s=setup.provided.call_s,
    )
    export_orders = providers.Factory(
        ExportOrders,
        order_book=adapters.order_book,
        plan_export=plan_export,
        deliver_orders=deliver_orders,
        gate=gate,
        policy=setup.provided.orders,
        clock=adapters.clock,
    )
    confirm_in_erp = providers.Factory(
        ConfirmInErp,
        order_book=adapters.order_book,
        export_book=adapters.export_book,
        erp_orders=adapters.erp_orders,
        handover=adapters.order_handover,
        policy=setup.provided.orders,
        clock=adapters.clock,
    )
    collect_packages = providers.Factory(
        CollectPackages,
        order_book=adapters.order_book,
        line_articles=line_articles,
        erp_orders=adapters.erp_orders,
        erp_packages=adapters.erp_packages,
        clock=adapters.clock,
    )
    watch_ship_by = providers.Factory(
        WatchShipBy,
        order_book=adapters.order_book,
        alerts=adapters.alerts,
        policy=setup.provided.shipments,
        clock=adapters.clock,
    )
    watch_holds = providers.Factory(
        WatchHolds,
        order_book=adapters.order_book,
        alerts=adapters.alerts,
        policy=setup.provided.orders,
        clock=adapters.clock,
    )
    forget_buyers = providers.Factory(
        ForgetBuyers,
        personal_data=adapters.personal_data,
        raw_answers=adapters.raw_answers,
        order_book=adapters.order_book,
        export_book=adapters.export_book,
        handover=adapters.order_handover,
        policy=setup.provided.retention,
        clock=adapters.clock,
    )
    read_back_shipments = providers.Factory(
        ReadBackShipments,
        order_book=adapters.order_book,
        desk=adapters.shipment_desk,
        clock=adapters.clock,
    )
    plan_shipments = providers.Factory(
        PlanShipments,
        refresh_orders=refresh_orders,
        order_book=adapters.order_book,
        desk=adapters.shipment_desk,
        carrier_map=adapters.carrier_map,
        alerts=adapters.alerts,
        policy=setup.provided.shipments,
        clock=adapters.clock,
    )
    confirm_shipments = providers.Factory(
        ConfirmShipments,
        order_book=adapters.order_book,
        read_back=read_back_shipments,
        plan_shipments=plan_shipments,
        desk=adapters.shipment_desk,
        gate=gate,
        policy=setup.provided.shipments,
        clock=adapters.clock,
        call_s=setup.provided.call_s,
        calls_at_once=setup.provided.calls_at_once,
    )
    sync_orders = providers.Factory(
        SyncOrders,
        check_shop=check_shop,
        take_orders=take_orders,
        backfill_orders=backfill_orders,
        write_payloads=write_payloads,
        check_erp=check_erp,
        export_orders=export_orders,
        confirm_in_erp=confirm_in_erp,
        collect_packages=collect_packages,
        confirm_shipments=confirm_shipments,
        watch_ship_by=watch_ship_by,
        watch_holds=watch_holds,
        forget_buyers=forget_buyers,
        files_only=setup.provided.files_only,
    )

    fetch_offers = providers.Factory(
        FetchOffers,
        feed=adapters.offer_feed,
        raw_answers=adapters.raw_answers,
        offer_book=adapters.offer_book,
        clock=adapters.clock,
    )
    read_levels = providers.Factory(
        ReadLevels,
        offer_book=adapters.offer_book,
        erp_stock=adapters.erp_stock,
        policy=setup.provided.stock,
        clock=adapters.clock,
    )
    compute_targets = providers.Factory(
        ComputeTargets,
        offer_book=adapters.offer_book,
        order_book=adapters.order_book,
        sku_map=adapters.sku_map,
        line_articles=line_articles,
        erp_orders=adapters.erp_orders,
        read_levels=read_levels,
        walk_orders=walk_orders,
        import_orders=import_orders,
        watermarks=adapters.watermarks,
        listing=setup.provided.listing,
        policy=setup.provided.stock,
        clock=adapters.clock,
        shops=setup.provided.shops,
    )
    read_back_stock = providers.Factory(
        ReadBackStock,
        offer_book=adapters.offer_book,
        stock=adapters.marketplace_stock,
        clock=adapters.clock,
    )
    push_stock = providers.Factory(
        PushStock,
        offer_book=adapters.offer_book,
        stock=adapters.marketplace_stock,
        read_back=read_back_stock,
        gate=gate,
        alerts=adapters.alerts,
        policy=setup.provided.stock,
        clock=adapters.clock,
        call_s=setup.provided.call_s,
        calls_at_once=setup.provided.calls_at_once,
        goods_at_once=setup.provided.goods_at_once,
    )
    sync_inventory = providers.Factory(
        SyncInventory,
        check_shop=check_shop,
        fetch_offers=fetch_offers,
        write_payloads=write_payloads,
        check_erp=check_erp,
        compute_targets=compute_targets,
        push_stock=push_stock,
    )

    mend_orders = providers.Factory(
        MendOrders, order_book=adapters.order_book, clock=adapters.clock
    )
    approve_plan = providers.Factory(
        ApprovePlan,
        plans=adapters.plans,
        register=adapters.shop_register,
        order_book=adapters.order_book,
        offer_book=adapters.offer_book,
        clock=adapters.clock,
    )
    accept_requests = providers.Factory(
        AcceptRequests, order_book=adapters.order_book, clock=adapters.clock
    )
    map_sku = providers.Factory(
        MapSku,
        sku_map=adapters.sku_map,
        erp_stock=adapters.erp_stock,
        order_book=adapters.order_book,
        mend_orders=mend_orders,
        clock=adapters.clock,
    )
    map_carrier = providers.Factory(
        MapCarrier,
        carrier_map=adapters.carrier_map,
        desk=adapters.shipment_desk,
        order_book=adapters.order_book,
        mend_orders=mend_orders,
        clock=adapters.clock,
    )
    reconcile_orders = providers.Factory(
        ReconcileOrders,
        check_shop=check_shop,
        walk_orders=walk_orders,
        order_book=adapters.order_book,
        watermarks=adapters.watermarks,
        reconciliations=adapters.reconciliations,
        alerts=adapters.alerts,
        policy=setup.provided.orders,
    )

    execute_run = providers.Factory(
        ExecuteRun,
        leases=adapters.leases,
        run_book=adapters.run_book,
        sink=adapters.log_sink,
        clock=adapters.clock,
        new_run_id=providers.Callable(new_run_id, adapters.clock).provider,
        heartbeat=providers.Factory(ThreadHeartbeat),
        shared_clock=adapters.shared_clock,
    )
