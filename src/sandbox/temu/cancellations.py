"""
The list of buyers' requests to cancel.
"""

from sandbox.switches import Switches
from sandbox.temu.orders import visible
from sandbox.temu.params import Params
from sandbox.temu.shop import Shop
from sandbox.temu.state import CancelRequest, Order

#: Group of the list → parentAfterSalesStatus: requested, refunded, refused, withdrawn.
_STATUS = {8: 1, 9: 5, 10: 7, 11: 6}


def list_cancellations(shop: Shop, params: Params, switches: Switches) -> dict[str, object]:
    """
    Answer one page of requests, newest first.
    """
    page, size = params.page("pageNo", "pageSize", 200)
    group = params.optional_integer("afterSalesStatusGroup")
    numbers = set(params.texts("parentOrderSnList"))
    requests = set(params.texts("parentAfterSalesSnList"))
    found = sorted(
        (
            (request, order)
            for order in shop.orders.values()
            if (request := order.cancel_request) is not None
            and visible(shop, order, switches)
            and (group is None or request.group == group)
            and (not numbers or order.number in numbers)
            and (not requests or request.number in requests)
        ),
        key=lambda pair: (-pair[0].created, pair[0].number),
    )
    return {
        "total": len(found),
        "pageNumber": page,
        "data": [_row(shop, *pair) for pair in found[(page - 1) * size : page * size]],
    }


def _row(shop: Shop, request: CancelRequest, order: Order) -> dict[str, object]:
    return {
        "parentAfterSalesSn": request.number,
        "parentAfterSalesStatus": _STATUS[request.group],
        "afterSalesInfoList": [
            {
                "afterSalesSn": f"AS-{line.order_sn.rsplit('-', 1)[1]}",
                "parentOrderSn": order.number,
                "orderSn": line.order_sn,
                "goodsId": shop.offers[line.sku_id].goods_id,
                "productSkuId": 770000000 + line.sku_id % 10_000_000,
                "applyGoodsNumber": line.ordered,
                "productList": [
                    {
                        "productSkuId": 770000000 + line.sku_id % 10_000_000,
                        "extCode": shop.offers[line.sku_id].seller_sku,
                    }
                ],
                "createAtMillis": request.created * 1000,
            }
            for line in order.lines
        ],
    }
