"""Look at the marketplace for stock updates that have no known outcome."""

from collections import defaultdict

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import Problem
from shared_kernel.run_context import RunContext
from temu_core.batches import BATCH, in_batches
from temu_core.intent import IntentOutcome, Outcome
from temu_core.order import ShopId
from temu_core.ports.marketplace_stock import MarketplaceStock
from temu_core.ports.offer_book import OfferBook, PushResult
from temu_core.stock import OfferState


@attrs.frozen(kw_only=True)
class ReadBackStock:
    """
    Settle open stock updates by the units the marketplace shows.

    Whatever it shows is what it has; the next delta corrects it.  An offer
    about which it does not answer stays open and gets no other number.
    """

    offer_book: OfferBook
    stock: MarketplaceStock
    clock: Clock

    def __call__(self, run: RunContext) -> None:
        """
        Read back every open stock update once.
        """
        for batch in in_batches(self.offer_book.open_pushes(ShopId(run.fence.shop)), BATCH):
            run.checkpoint()
            self._settle(run, batch)

    def _settle(self, run: RunContext, batch: tuple[OfferState, ...]) -> None:
        shown = self.stock.units({offer.sku_id: offer.goods_id for offer in batch})
        results: list[PushResult] = []
        seen: dict[str, list[str]] = defaultdict(list)
        for offer in batch:
            units = shown.get(offer.sku_id)
            if isinstance(units, Problem):
                continue
            results.append(PushResult(sku_id=offer.sku_id, intent_id=offer.intent_id, units=units))
            seen[offer.intent_id].append(f"{offer.sku_id} shows {units}")
        now = self.clock.now()
        outcomes = [
            IntentOutcome(
                intent_id=intent_id,
                outcome=Outcome.ACCEPTED,
                evidence=f"read back: {', '.join(texts)}",
                at=now,
            )
            for intent_id, texts in seen.items()
        ]
        self.offer_book.settle_push(run.fence, results, outcomes)
        run.count(read_back=len(results))
