"""
How an order looks in the order list and in the order detail.
"""

from sandbox.temu.shop import Shop
from sandbox.temu.state import OPEN, SHIPPED, Order, OrderLine

#: The labels every order carries with 0 or 1.
LABELS = (
    "soon_to_be_overdue",
    "past_due",
    "pending_buyer_cancellation",
    "pending_buyer_address_change",
    "pending_risk_control_alert",
    "signature_required_on_delivery",
)


def item_of(shop: Shop, order: Order) -> dict[str, object]:
    """
    Return one item of the order list: no address, no amount, no tracking number.
    """
    return {
        "parentOrderMap": _parent_of(order, shop.now()),
        "orderList": [_line_of(shop, order, line) for line in order.lines],
    }


def detail_of(shop: Shop, order: Order) -> dict[str, object]:
    """
    Return the detail of an order: the list's item plus regions and packages.
    """
    address = order.address
    parent = _parent_of(order, shop.now()) | {
        "regionName1": address.country if address else None,
        "regionName2": address.state if address else None,
        "regionName3": address.city if address else None,
        "paymentInfo": [],
    }
    del parent["updateTime"]
    lines = [
        _line_of(shop, order, line)
        | {
            "packageSnInfo": [
                {"packageSn": p.package_sn, "packageDeliveryType": 1, "callSuccess": True}
                for p in order.packages
                if line.order_sn in p.units
            ],
            "hasUploadedEvidence": False,
        }
        for line in order.lines
    ]
    return {"parentOrderMap": parent, "orderList": lines}


def _parent_of(order: Order, now: int) -> dict[str, object]:
    waits = order.status == OPEN
    is_set = set(order.labels)
    if waits and order.ship_latest < now:
        is_set.add("past_due")
    elif waits and order.ship_latest - now < 12 * 3600:
        is_set.add("soon_to_be_overdue")
    return {
        "parentOrderSn": order.number,
        "parentOrderStatus": order.status,
        "parentOrderTime": order.created,
        "parentOrderPendingFinishTime": order.confirmed,
        "parentConfirmTime": order.confirmed,
        "expectShipLatestTime": order.ship_latest,
        "latestDeliveryTime": order.ship_latest + 4 * 86_400,
        "parentShippingTime": order.shipped_at,
        "updateTime": order.updated,
        "regionId": order.region_id,
        "siteId": order.site_id,
        "parentOrderLabel": [{"name": n, "value": int(n in is_set)} for n in LABELS],
        "fulfillmentWarning": list(order.warnings),
        # The name misleads: true means the buyer paid no shipping.
        "hasShippingFee": order.shipping_gross == 0,
        "orderPaymentType": order.payment,
        "shippingMethod": order.shipping_method,
        "batchOrderNumberList": [],
        "isShipmentConsolidatedByMainMall": False,
    }


def _line_of(shop: Shop, order: Order, line: OrderLine) -> dict[str, object]:
    offer = shop.offers[line.sku_id]
    products: list[dict[str, object]] = [
        {
            "productId": 880000000 + offer.goods_id % 10_000_000,
            "productSkuId": 770000000 + offer.sku_id % 10_000_000,
            "soldFactor": offer.sold_factor,
        }
    ]
    if line.shows_ext_code:
        products[0]["extCode"] = offer.seller_sku
    if line.second_product is not None:
        products.append(
            {
                "productId": 880000001,
                "productSkuId": 770000001,
                "soldFactor": 1,
                "extCode": line.second_product,
            }
        )
    own = order.fulfillment == "fulfillBySeller"
    warehouse = next(iter(shop.warehouses.values()))
    return {
        "orderSn": line.order_sn,
        "orderStatus": line.status,
        "quantity": line.open_units,
        "originalOrderQuantity": line.ordered,
        "canceledQuantityBeforeShipment": line.cancelled,
        "goodsId": offer.goods_id,
        "skuId": offer.sku_id,
        "spec": offer.variant,
        "originalSpecName": offer.variant,
        "goodsName": offer.name,
        "originalGoodsName": offer.name,
        "thumbUrl": f"https://img.example.invalid/{offer.sku_id}.jpg",
        "productList": products,
        "orderLabel": [{"name": "customized_products", "value": 0}],
        "fulfillmentWarning": [],
        "packageAbnormalTypeList": [],
        "fulfillmentType": order.fulfillment,
        "orderPaymentType": order.payment,
        "isCancelledDuringPending": False,
        "inventoryDeductionWarehouseId": warehouse.id if own else None,
        "inventoryDeductionWarehouseName": warehouse.name if own else None,
        "orderCreateTime": order.created,
        "orderShippingTime": line.shipped_at if line.status == SHIPPED else None,
        "earliestTimeBuyShippingLabel": None,
        "earliestTimeGetShippingDocument": None,
        "qualificationUploadEndTime": None,
    }
