"""Orders out to the ERP, and their parcels back."""

from dependency_injector import providers

from entrypoints.container.intake import Intake
from temu_core.use_cases.collect_packages import CollectPackages
from temu_core.use_cases.confirm_in_erp import ConfirmInErp
from temu_core.use_cases.confirm_shipments import ConfirmShipments
from temu_core.use_cases.deliver_orders import DeliverOrders
from temu_core.use_cases.export_orders import ExportOrders
from temu_core.use_cases.forget_buyers import ForgetBuyers
from temu_core.use_cases.look_for_orders import LookForOrders
from temu_core.use_cases.plan_export import PlanExport
from temu_core.use_cases.plan_shipments import PlanShipments
from temu_core.use_cases.read_back_shipments import ReadBackShipments
from temu_core.use_cases.sync_orders import SyncOrders
from temu_core.use_cases.watch_holds import WatchHolds
from temu_core.use_cases.watch_ship_by import WatchShipBy

adapters = Intake.adapters
setup = Intake.setup


class OrderFlow(Intake):
    """
    Everything the order sync does.
    """

    plan_export = providers.Factory(
        PlanExport,
        refresh_orders=Intake.refresh_orders,
        order_book=adapters.order_book,
        line_articles=Intake.line_articles,
        erp_orders=adapters.erp_orders,
        erp_stock=adapters.erp_stock,
        erp_customers=adapters.erp_customers,
        handover=adapters.order_handover,
        renderer=adapters.order_renderer,
        policy=setup.provided.orders,
        clock=adapters.clock,
    )
    look_for_orders = providers.Factory(
        LookForOrders, erp_orders=adapters.erp_orders, handover=adapters.order_handover
    )
    deliver_orders = providers.Factory(
        DeliverOrders,
        order_book=adapters.order_book,
        export_book=adapters.export_book,
        look_for_orders=look_for_orders,
        handover=adapters.order_handover,
        gate=Intake.gate,
        policy=setup.provided.orders,
        clock=adapters.clock,
        call_s=setup.provided.call_s,
    )
    export_orders = providers.Factory(
        ExportOrders,
        order_book=adapters.order_book,
        plan_export=plan_export,
        deliver_orders=deliver_orders,
        gate=Intake.gate,
        policy=setup.provided.orders,
        clock=adapters.clock,
    )
    confirm_in_erp = providers.Factory(
        ConfirmInErp,
        order_book=adapters.order_book,
        export_book=adapters.export_book,
        erp_orders=adapters.erp_orders,
        look_for_orders=look_for_orders,
        handover=adapters.order_handover,
        policy=setup.provided.orders,
        clock=adapters.clock,
    )
    collect_packages = providers.Factory(
        CollectPackages,
        order_book=adapters.order_book,
        line_articles=Intake.line_articles,
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
        refresh_orders=Intake.refresh_orders,
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
        gate=Intake.gate,
        policy=setup.provided.shipments,
        clock=adapters.clock,
        call_s=setup.provided.call_s,
        calls_at_once=setup.provided.calls_at_once,
    )
    sync_orders = providers.Factory(
        SyncOrders,
        check_shop=Intake.check_shop,
        take_orders=Intake.take_orders,
        backfill_orders=Intake.backfill_orders,
        write_payloads=Intake.write_payloads,
        check_erp=Intake.check_erp,
        export_orders=export_orders,
        confirm_in_erp=confirm_in_erp,
        collect_packages=collect_packages,
        confirm_shipments=confirm_shipments,
        watch_ship_by=watch_ship_by,
        watch_holds=watch_holds,
        forget_buyers=forget_buyers,
        files_only=setup.provided.files_only,
    )
