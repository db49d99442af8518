"""The marketplace's stock, in memory."""

from collections.abc import Mapping, Sequence

import attrs

from adapters.memory.marketplace import LOST_ANSWER, MemoryMarketplace
from shared_kernel.errors import Family, Problem
from temu_core.offer import GoodsId, SkuId
from temu_core.ports.marketplace_stock import MarketplaceStock, StockCall
from temu_core.stock import StockUpdate

_MOST_UNITS = 1_000_000


@attrs.frozen
class MemoryMarketplaceStock(MarketplaceStock):
    """
    Sets and shows the stock of a memory marketplace's offers.
    """

    marketplace: MemoryMarketplace

    def set_units(self, calls: Sequence[StockCall]) -> Mapping[SkuId, Problem | None]:
        with self.marketplace.lock:
            return {
                sku_id: verdict for call in calls for sku_id, verdict in self._set(call).items()
            }

    def units(self, offers: Mapping[SkuId, GoodsId]) -> Mapping[SkuId, int | Problem]:
        down = self.marketplace.refusal()
        if down is not None:
            return dict.fromkeys(offers, down)
        with self.marketplace.lock:
            known = self.marketplace.offers
            return {sku_id: known[sku_id].offer.stock for sku_id in offers if sku_id in known}

    def _set(self, call: StockCall) -> dict[SkuId, Problem | None]:
        moods = self.marketplace.moods
        down = self.marketplace.refusal()
        if down is not None:
            return {update.sku_id: down for update in call.updates}
        if moods.loses_requests:
            return {update.sku_id: LOST_ANSWER for update in call.updates}
        verdicts = {update.sku_id: self._verdict(call, update) for update in call.updates}
        self.marketplace.stock_calls.add(call.intent_id)
        for update in call.updates:
            if verdicts[update.sku_id] is None:
                self.marketplace.set_stock(update.sku_id, update.units)
                self.marketplace.stock_updates.append(update)
        if moods.loses_answers:
            return dict.fromkeys(verdicts, LOST_ANSWER)
        return verdicts

    def _verdict(self, call: StockCall, update: StockUpdate) -> Problem | None:
        if call.intent_id in self.marketplace.stock_calls:
            return _refused("150010003", "this call was made before")
        known = self.marketplace.offers.get(update.sku_id)
        if known is None or known.offer.goods_id != call.goods_id:
            return _refused("150010003", f"there is no SKU {update.sku_id} in {call.goods_id}")
        if sum(other.sku_id == update.sku_id for other in call.updates) > 1:
            return _refused("150013001", f"SKU {update.sku_id} is named twice")
        if update.units > _MOST_UNITS:
            return _refused("150013002", f"{update.units} units are too many")
        return self.marketplace.refusal(str(update.sku_id))


def _refused(code: str, text: str) -> Problem:
    return Problem(family=Family.FIX_DATA, text=text, code=code)
