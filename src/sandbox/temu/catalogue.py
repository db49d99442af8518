"""
The SKU list.
"""

from sandbox.switches import Switches
from sandbox.temu.errors import TemuRefusal
from sandbox.temu.params import Params
from sandbox.temu.shop import Shop
from sandbox.temu.state import ShopOffer


def list_skus(shop: Shop, params: Params, _switches: Switches) -> dict[str, object]:
    """
    Answer one page of the SKUs on sale (2) or off sale (3); any other list is empty.
    """
    page, size = params.page("pageNo", "pageSize", 100)
    wanted = {
        params.integer(name)
        for name in ("skuSearchType", "skuStatusFilterType")
        if params.values.get(name) is not None
    }
    if not wanted:
        raise TemuRefusal(7000000, "skuStatusFilterType")
    found = _found(shop, params, wanted)
    return {
        "pageNo": page,
        "total": len(found),
        "skuList": [_row(offer) for offer in found[(page - 1) * size : page * size]],
    }


def _found(shop: Shop, params: Params, wanted: set[int]) -> list[ShopOffer]:
    if len(wanted) > 1:
        return []
    kind = wanted.pop()
    ids = set(params.identifiers("skuIdList"))
    text = params.text("searchText").casefold()
    return [
        offer
        for offer in shop.offers.values()
        if offer.list_type == kind
        and (not ids or offer.sku_id in ids)
        and (
            not text
            or text in offer.name.casefold()
            or text in {offer.seller_sku.casefold(), str(offer.goods_id)}
        )
    ]


def _row(offer: ShopOffer) -> dict[str, object]:
    sold_out = offer.stock == 0
    on_sale = offer.list_type == 2
    return {
        "goodsId": offer.goods_id,
        "skuId": offer.sku_id,
        "skuSn": offer.seller_sku,
        "goodsName": offer.name,
        "specName": offer.variant,
        "thumbUrl": f"https://img.example.invalid/{offer.sku_id}.jpg",
        "stock": offer.stock,
        "price": offer.price,
        "retailPrice": {"amount": offer.retail_price, "currency": "EUR"},
        "currency": "EUR",
        "crtTime": offer.created,
        "status4VO": offer.list_type,
        "subStatus4VO": 8 if on_sale else (1 if sold_out else 2),
        "skuShowSubStatus4VO": 2001 if on_sale else (3003 if sold_out else 3002),
        "goodsIsOnSale": int(offer.on_sale),
        "skuStatusChangeTime": str(offer.changed),
        "specList": [{"specId": 4, "parentSpecId": 1}],
        "volumeInfo": {"length": "40.0", "width": "40.0", "height": "10.0", "unit": "cm"},
        "weightInfo": {"weight": "450.0", "unit": "g"},
        "lowTrafficTag": 2,
        "restrictedTrafficTag": 2,
    }
