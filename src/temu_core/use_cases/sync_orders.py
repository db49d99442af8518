"""The order sync: five steps from the marketplace to the ERP and back."""

import enum
from datetime import datetime

import attrs

from shared_kernel.run_context import Level, RunContext
from temu_core.order import MarketplaceStatus
from temu_core.plan import Plan
from temu_core.rules.backfill import Backfill
from temu_core.use_cases.backfill_orders import BackfillOrders
from temu_core.use_cases.check_erp import CheckErp
from temu_core.use_cases.check_shop import CheckShop
from temu_core.use_cases.collect_packages import CollectPackages
from temu_core.use_cases.confirm_in_erp import ConfirmInErp
from temu_core.use_cases.confirm_shipments import ConfirmShipments
from temu_core.use_cases.export_orders import ExportOrders
from temu_core.use_cases.forget_buyers import ForgetBuyers
from temu_core.use_cases.take_orders import TakeOrders
from temu_core.use_cases.watch_holds import WatchHolds
from temu_core.use_cases.watch_ship_by import WatchShipBy
from temu_core.use_cases.write_payloads import ORDER_CALLS, WritePayloads


class OrderSyncMode(enum.Enum):
    """
    Which steps are run.
    """

    FULL = "full"
    TRACKING_ONLY = "tracking_only"


@attrs.frozen(kw_only=True)
class OrderSyncRequest:
    """
    What a caller may choose.
    """

    mode: OrderSyncMode = OrderSyncMode.FULL
    days_back: int | None = None
    status: MarketplaceStatus | None = None
    dry_run: bool = False
    #: Only these orders are asked for; the watermark stays.
    backfill: Backfill = attrs.field(factory=Backfill)
    #: Name of a kept file whose orders are taken instead of asking for the list.
    file: str = ""


@attrs.frozen(kw_only=True)
class SyncResult:
    """
    What a sync wanted to write, and what kept it from being complete.
    """

    plans: tuple[Plan, ...]
    #: Why it is not a full success; empty when it is.
    incomplete: str = ""


@attrs.frozen(kw_only=True)
class SyncOrders:
    """
    Run the order sync for one shop.

    A list that could not be read completely does not stop the later steps: what
    is stored goes on, and the run says at its end what is missing.
    """

    check_shop: CheckShop
    take_orders: TakeOrders
    backfill_orders: BackfillOrders
    write_payloads: WritePayloads
    check_erp: CheckErp
    export_orders: ExportOrders
    confirm_in_erp: ConfirmInErp
    collect_packages: CollectPackages
    confirm_shipments: ConfirmShipments
    watch_ship_by: WatchShipBy
    watch_holds: WatchHolds
    forget_buyers: ForgetBuyers
    #: The shop has no access to the marketplace: orders come as files, parcels are told by hand.
    files_only: bool = False

    def __call__(self, run: RunContext, request: OrderSyncRequest) -> SyncResult:
        """
        Return the plans of all writing steps.
        """
        now = self.check_shop(run)
        plans: list[Plan] = []
        incomplete = ""
        if request.mode is OrderSyncMode.FULL:
            incomplete = self._take(run, now, request)
            self.write_payloads(run, ORDER_CALLS)
            if incomplete:
                run.note(Level.ERROR, incomplete)
        # Not before the marketplace's orders are safe: they come in whatever the ERP is like.
        self.check_erp(run)
        if request.mode is OrderSyncMode.FULL:
            exports = self.export_orders(run, dry_run=request.dry_run)
            plans.extend(export.plan for export in exports)
        run.step(4, "JTL → tracking")
        self.confirm_in_erp(run)
        self.collect_packages(run)
        if not self.files_only:
            shipments = self.confirm_shipments(run, dry_run=request.dry_run)
            plans.extend(shipment.plan for shipment in shipments)
        self.watch_ship_by(run)
        self.watch_holds(run)
        self.forget_buyers(run)
        return SyncResult(plans=tuple(plans), incomplete=incomplete)

    def _take(self, run: RunContext, now: datetime, request: OrderSyncRequest) -> str:
        if self.files_only and not request.file:
            run.note(Level.INFO, "the orders of this shop come as files, and none was given")
            return ""
        if request.backfill:
            return self.backfill_orders(run, request.backfill)
        return self.take_orders(run, now, days_back=request.days_back, status=request.status)
