"""The marketplace's offers, from memory."""

import json

import attrs

from adapters.memory.marketplace import MemoryMarketplace
from temu_core.payload import Call, RawAnswer
from temu_core.ports.offer_feed import OfferFeed, OfferList, OfferPage

_CALLS = {OfferList.ACTIVE: Call.OFFERS_ACTIVE, OfferList.INACTIVE: Call.OFFERS_INACTIVE}


@attrs.frozen
class MemoryOfferFeed(OfferFeed):
    """
    Lists a memory marketplace's offers by ascending SKU id.
    """

    marketplace: MemoryMarketplace

    def page(self, which: OfferList, number: int) -> OfferPage:
        self.marketplace.demand_up()
        with self.marketplace.lock:
            wanted = [
                known.offer
                for known in self.marketplace.offers.values()
                if known.active is (which is OfferList.ACTIVE)
            ]
        wanted.sort(key=lambda offer: offer.sku_id)
        size = self.marketplace.page_size
        start = (number - 1) * size
        unreadable = self.marketplace.moods.unreadable
        shown = {
            offer.sku_id: unreadable.get(str(offer.sku_id), offer)
            for offer in wanted[start : start + size]
        }
        raw = RawAnswer(
            call=_CALLS[which],
            key=str(number),
            received_at=self.marketplace.clock.now(),
            body=json.dumps(list(shown)),
        )
        return OfferPage(total=len(wanted), offers=shown, raw=(raw,), oddities={})
