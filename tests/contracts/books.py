"""All ports of the database together, as the contract tests see them."""

from datetime import UTC, datetime, timedelta

import attrs

from job_core.ports.access_book import AccessBook
from job_core.ports.answered_requests import AnsweredRequests
from job_core.ports.leases import Leases
from job_core.ports.run_book import RunBook
from job_core.ports.run_log import RunLog
from job_core.ports.schedule_book import ScheduleBook
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.ports.alerts import Alerts
from temu_core.ports.export_book import ExportBook
from temu_core.ports.mappings import CarrierMap, SkuMap
from temu_core.ports.offer_book import OfferBook
from temu_core.ports.order_book import OrderBook
from temu_core.ports.outside_writes import OutsideWrites
from temu_core.ports.personal_data import PersonalData
from temu_core.ports.plans import Plans
from temu_core.ports.raw_answers import RawAnswers
from temu_core.ports.reconciliations import Reconciliations
from temu_core.ports.shop_figures import ShopFigures
from temu_core.ports.shop_register import ShopRegister
from temu_core.ports.watermarks import Watermarks

SHOP = ShopId("north")
OTHER_SHOP = ShopId("south")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@attrs.frozen(kw_only=True)
class Books:
    """
    Every database port over one and the same empty database.
    """

    leases: Leases
    run_book: RunBook
    run_log: RunLog
    schedule_book: ScheduleBook
    access_book: AccessBook
    answered_requests: AnsweredRequests
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
    shop_register: ShopRegister
    shop_figures: ShopFigures
    reconciliations: Reconciliations

    def fence(self, job: str = "orders", shop: ShopId = SHOP) -> Fence:
        """
        Take the lease on *job* from :data:`NOW` for an hour.
        """
        span = timedelta(hours=1)
        fence = self.leases.acquire(shop, job, holder="a test", now=NOW, span=span)
        assert fence is not None
        return fence

    def lost_fence(self, job: str = "orders", shop: ShopId = SHOP) -> Fence:
        """
        Take the lease on *job* and let somebody else take it after it ran out.
        """
        lost = self.fence(job, shop)
        later = NOW + timedelta(hours=2)
        span = timedelta(hours=1)
        successor = self.leases.acquire(shop, job, holder="another", now=later, span=span)
        assert successor is not None
        return lost
