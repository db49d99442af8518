"""Units on sale at Temu."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from adapters.http.client import MOST_IN_FLIGHT
from adapters.http.concurrency import fan_out
from adapters.temu_http.batches import (
    raise_if_nothing_is_known,
    raise_if_settings_are_wrong,
    settle,
)
from adapters.temu_http.canonical import Json
from adapters.temu_http.envelope import Answer
from adapters.temu_http.offer_feed import sku_id_of
from adapters.temu_http.router import TemuRouter
from adapters.temu_http.stock_verdicts import verdicts
from adapters.temu_http.unreadable import corrupt, problem
from adapters.temu_http.wire.offers import SkuStock, StockQueryResult
from adapters.temu_http.wire.strict import WireError, structure
from shared_kernel.errors import ConnectorError, Problem
from temu_core.offer import GoodsId, SkuId
from temu_core.ports.marketplace_stock import MarketplaceStock, StockCall

STOCK_EDIT = "bg.local.goods.stock.edit"
STOCK_QUERY = "temu.local.goods.sku.stock.query"
SKUS_PER_QUERY = 100


@attrs.frozen(kw_only=True)
class TemuMarketplaceStock(MarketplaceStock):
    """
    Sets absolute numbers, one goods id per call, and reads them back.
    """

    router: TemuRouter
    at_most: int = MOST_IN_FLIGHT

    def set_units(self, calls: Sequence[StockCall]) -> Mapping[SkuId, Problem | None]:
        results = fan_out(
            lambda call: settle(lambda: self._edit(call)), calls, at_most=self.at_most
        )
        raise_if_settings_are_wrong(results)
        answers: dict[SkuId, Problem | None] = {}
        for call, result in zip(calls, results, strict=True):
            if isinstance(result, Answer):
                answers |= verdicts(call, result.envelope)
            else:
                answers |= {update.sku_id: Problem.of(result) for update in call.updates}
        return MappingProxyType(answers)

    def units(self, offers: Mapping[SkuId, GoodsId]) -> Mapping[SkuId, int | Problem]:
        asked = list(offers)
        chunks = [
            asked[first : first + SKUS_PER_QUERY] for first in range(0, len(asked), SKUS_PER_QUERY)
        ]
        results = fan_out(
            lambda chunk: settle(lambda: self._query(chunk)), chunks, at_most=self.at_most
        )
        raise_if_nothing_is_known(results)
        found: dict[SkuId, int | Problem] = {}
        for chunk, result in zip(chunks, results, strict=True):
            if isinstance(result, ConnectorError):
                found |= dict.fromkeys(chunk, Problem.of(result))
            else:
                found |= {sku: units for sku, units in result.items() if sku in offers}
        return MappingProxyType(found)

    def _edit(self, call: StockCall) -> Answer:
        targets: list[Json] = [
            {"skuId": update.sku_id, "stockTarget": update.units} for update in call.updates
        ]
        params: dict[str, Json] = {
            "goodsId": call.goods_id,
            "stockType": 0,
            "requestUniqueKey": call.intent_id,
            "skuStockTargetList": targets,
        }
        return self.router.write(STOCK_EDIT, params)

    def _query(self, skus: Sequence[SkuId]) -> dict[SkuId, int | Problem]:
        answer = self.router.read(STOCK_QUERY, {"skuIdList": list(skus)})
        try:
            result = structure(answer.envelope.result, StockQueryResult)
        except WireError as wrong:
            raise corrupt("stock", wrong) from wrong
        rows = [row for goods in result.stock_list or () for row in goods.sku_stock_info_list or ()]
        return dict(pair for row in rows if (pair := _units_of(row)) is not None)


def _units_of(row: object) -> tuple[SkuId, int | Problem] | None:
    # A row without an id is left out: its offer counts as unknown to Temu and is asked again.
    sku_id = sku_id_of(row)
    if sku_id is None:
        return None
    try:
        return sku_id, structure(row, SkuStock).self_ordinary_stock.stock
    except WireError as wrong:
        return sku_id, problem(f"the stock of offer {sku_id}", wrong)
