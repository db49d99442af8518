"""Learn which article a marketplace SKU is."""

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext
from shared_kernel.sku import Sku
from temu_core.ledger import HoldReason, Remedy
from temu_core.order import ShopId
from temu_core.ports.erp_stock import ErpStock
from temu_core.ports.mappings import SkuMap
from temu_core.ports.order_book import OrderBook
from temu_core.use_cases.held_for import held_for
from temu_core.use_cases.mend_orders import Mended, MendOrders


@attrs.frozen(kw_only=True)
class MapSku:
    """
    Store the mapping and try again every order that was held for this SKU.
    """

    sku_map: SkuMap
    erp_stock: ErpStock
    order_book: OrderBook
    mend_orders: MendOrders
    clock: Clock

    def __call__(self, run: RunContext, sku: Sku, article: Sku, *, person: str) -> Mended:
        """
        Return which held orders go on.

        Raises:
            RejectedError: The ERP has no such article.
            UnavailableError: The ERP did not answer.
        """
        known = self.erp_stock.known([article])
        if article not in known:
            raise RejectedError(f"the ERP has no article {article}", field="article")
        self.sku_map.put(run.fence, sku, known[article], by=person, at=self.clock.now())
        numbers = held_for(
            self.order_book,
            ShopId(run.fence.shop),
            [HoldReason.SKU_UNKNOWN, HoldReason.SKU_MISSING],
            sku.text,
        )
        return self.mend_orders(run, numbers, Remedy.MAP_SKU, person=person)
