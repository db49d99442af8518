"""What the connector can do, given a set of adapters."""

from dependency_injector import providers

from adapters.in_process.thread_heartbeat import ThreadHeartbeat
from entrypoints.container.intake import Intake
from entrypoints.container.order_flow import OrderFlow
from entrypoints.container.stock_flow import StockFlow
from entrypoints.run_ids import new_run_id
from job_core.use_cases.execute_run import ExecuteRun
from temu_core.use_cases.accept_requests import AcceptRequests
from temu_core.use_cases.approve_plan import ApprovePlan
from temu_core.use_cases.map_carrier import MapCarrier
from temu_core.use_cases.map_sku import MapSku
from temu_core.use_cases.mend_orders import MendOrders
from temu_core.use_cases.reconcile_orders import ReconcileOrders

adapters = Intake.adapters
setup = Intake.setup


class UseCases(OrderFlow, StockFlow):
    """
    Every use case of one shop.
    """

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
        check_shop=Intake.check_shop,
        walk_orders=Intake.walk_orders,
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
