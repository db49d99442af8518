"""
Reading and setting the marketplace's stock.
"""

import attrs

from sandbox.switches import Switches
from sandbox.temu.errors import TEXTS, TemuRefusal, bad_params
from sandbox.temu.params import Params
from sandbox.temu.shop import Shop

_MOST_UNITS = 1_000_000
_BAD = 150010003
_OUT_OF_RANGE = 150013002


@attrs.frozen
class _Edit:
    """
    A target or a difference for one SKU.
    """

    sku_id: int
    units: int
    is_target: bool

    def stock_after(self, stock: int) -> int:
        """
        Return the stock this edit leads to.
        """
        return self.units if self.is_target else stock + self.units


def query_stock(shop: Shop, params: Params, _switches: Switches) -> dict[str, object]:
    """
    Answer the stock of a goods, of SKU ids or of seller SKUs.
    """
    goods = params.identifier("goodsId")
    ids = set(params.identifiers("skuIdList"))
    seller_skus = set(params.texts("outSkuSnList"))
    if goods is None and not ids and not seller_skus:
        raise TemuRefusal(_BAD)
    by_goods: dict[int, list[object]] = {}
    for offer in shop.offers.values():
        if goods == offer.goods_id or offer.sku_id in ids or offer.seller_sku in seller_skus:
            by_goods.setdefault(offer.goods_id, []).append(
                {
                    "skuId": offer.sku_id,
                    "outSkuSn": offer.seller_sku,
                    "selfOrdinaryStock": {"stockType": 0, "stock": offer.stock},
                    "selfPreSaleStock": None,
                    "certOrdinaryStock": None,
                }
            )
    return {"stockList": [{"goodsId": g, "skuStockInfoList": rows} for g, rows in by_goods.items()]}


def edit_stock(shop: Shop, params: Params, switches: Switches) -> dict[str, object]:
    """
    Set or move the stock of one goods' SKUs; each SKU gets its own verdict.

    A request key is used up by the first call that got as far as verdicts.
    """
    goods = params.identifier("goodsId")
    if goods is None or goods not in shop.goods or params.integer("stockType", 0) != 0:
        raise TemuRefusal(_BAD)
    edits = _edits(params)
    key = params.text("requestUniqueKey")
    if key and key in shop.used_keys:
        # The code is our choice: none is documented for a repeated key.
        raise TemuRefusal(_BAD, "requestUniqueKey was used before")

    codes = {edit.sku_id: _apply(shop, goods, edit, switches) for edit in edits}
    if key:
        shop.remember_key(key)
    return {
        "goodsId": goods,
        "operateResult": not any(codes.values()),
        "msg": "partial failure" if any(codes.values()) else "",
        "skuStockEditStatusInfoList": [
            {
                "skuId": sku_id,
                "stockEditStatus": code == 0,
                "errorCode": code,
                "errorMsg": TEXTS[code] if code else "",
            }
            for sku_id, code in codes.items()
        ],
    }


def _edits(params: Params) -> list[_Edit]:
    targets, changes = params.objects("skuStockTargetList"), params.objects("skuStockChangeList")
    if targets and changes:
        raise TemuRefusal(150013003)
    if not targets and not changes:
        raise TemuRefusal(_BAD)
    edits = []
    for one in targets or changes:
        sku_id = one.identifier("skuId")
        if sku_id is None:
            raise bad_params(f"{one.path}skuId", "an id")
        edits.append(
            _Edit(sku_id, one.integer("stockTarget" if targets else "stockDiff"), bool(targets))
        )
    if len({edit.sku_id for edit in edits}) < len(edits):
        raise TemuRefusal(150013001)
    if targets and any(not 0 <= edit.units <= _MOST_UNITS for edit in edits):
        raise TemuRefusal(_OUT_OF_RANGE)
    return edits


def _apply(shop: Shop, goods: int, edit: _Edit, switches: Switches) -> int:
    offer = shop.offers.get(edit.sku_id)
    if offer is None or offer.goods_id != goods or edit.sku_id in switches.refuse_stock_skus:
        return _BAD
    stock = edit.stock_after(offer.stock)
    if not 0 <= stock <= _MOST_UNITS:
        return _OUT_OF_RANGE
    if (stock == 0) != (offer.stock == 0):
        offer.changed = shop.now()
    offer.stock = stock
    shop.save_offer(offer)
    return 0
