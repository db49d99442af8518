"""The inventory sync: four steps from the ERP's stock to the marketplace's."""

import enum

import attrs

from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Level, RunContext
from temu_core.use_cases.check_erp import CheckErp
from temu_core.use_cases.check_shop import CheckShop
from temu_core.use_cases.compute_targets import ComputeTargets
from temu_core.use_cases.fetch_offers import FetchOffers
from temu_core.use_cases.push_stock import PushStock
from temu_core.use_cases.sync_orders import SyncResult
from temu_core.use_cases.write_payloads import OFFER_CALLS, WritePayloads


class InventorySyncMode(enum.Enum):
    """
    Which steps are run.
    """

    FULL = "full"
    QUICK = "quick"


@attrs.frozen(kw_only=True)
class InventorySyncRequest:
    """
    What a caller may choose.
    """

    mode: InventorySyncMode = InventorySyncMode.FULL
    dry_run: bool = False


@attrs.frozen(kw_only=True)
class SyncInventory:
    """
    Run the inventory sync for one shop.

    A failed read of the ERP or of the newest orders stops it before anything
    is pushed: an old number is better than a wrong one.
    """

    check_shop: CheckShop
    fetch_offers: FetchOffers
    write_payloads: WritePayloads
    check_erp: CheckErp
    compute_targets: ComputeTargets
    push_stock: PushStock

    def __call__(self, run: RunContext, request: InventorySyncRequest) -> SyncResult:
        """
        Return the plan of the writing step.
        """
        if self.check_shop.files_only:
            raise RejectedError(
                "this shop has no access to the marketplace, so its stock is kept there by hand",
                code="no_access",
                field="temu.access",
            )
        now = self.check_shop(run)
        incomplete = ""
        if request.mode is InventorySyncMode.FULL:
            incomplete = self.fetch_offers(run)
            self.write_payloads(run, OFFER_CALLS)
            if incomplete:
                run.note(Level.ERROR, incomplete)
        self.check_erp(run)
        self.compute_targets(run, now)
        planned = self.push_stock(run, dry_run=request.dry_run)
        return SyncResult(plans=(planned,), incomplete=incomplete)
