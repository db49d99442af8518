"""An order as ``bg.order.list.v2.get`` lists it."""

from datetime import datetime
from typing import ClassVar

import attrs

from adapters.temu_http.wire.strict import Units, WireId, WireNumber


@attrs.frozen(kw_only=True)
class OrderListResult:
    """
    One page; its items are structured one by one, so that one cannot spoil the others.
    """

    total_item_num: Units
    page_items: tuple[object, ...] | None = None


@attrs.frozen(kw_only=True)
class Label:
    """
    A label with 1 for set and 0 for not set.
    """

    name: str
    value: int


@attrs.frozen(kw_only=True)
class Product:
    """
    A product a line is made of.
    """

    UNREAD: ClassVar = frozenset({"productId", "productSkuId"})

    ext_code: str | None = None
    sold_factor: int | None = None


@attrs.frozen(kw_only=True)
class ParentOrder:
    """
    What concerns the whole order.
    """

    UNREAD: ClassVar = frozenset(
        {
            *("parentOrderPendingFinishTime", "parentConfirmTime", "latestDeliveryTime"),
            *("parentShippingTime", "siteId", "hasShippingFee", "batchOrderNumberList"),
            "isShipmentConsolidatedByMainMall",
        }
    )

    parent_order_sn: WireNumber
    parent_order_status: int
    parent_order_time: datetime
    update_time: datetime
    region_id: WireId
    #: 0 or null while a pending order has no deadline.
    expect_ship_latest_time: int | None = None
    parent_order_label: tuple[Label, ...] | None = None
    fulfillment_warning: tuple[str, ...] | None = None
    order_payment_type: str | None = None
    shipping_method: int | None = None


@attrs.frozen(kw_only=True)
class Line:
    """
    One line: one SKU.
    """

    UNREAD: ClassVar = frozenset(
        {
            *("thumbUrl", "orderLabel", "packageAbnormalTypeList", "orderPaymentType"),
            *("isCancelledDuringPending", "inventoryDeductionWarehouseId"),
            *("inventoryDeductionWarehouseName", "orderCreateTime", "orderShippingTime"),
            *("earliestTimeBuyShippingLabel", "earliestTimeGetShippingDocument"),
            "qualificationUploadEndTime",
        }
    )

    order_sn: WireNumber
    order_status: int
    quantity: Units
    original_order_quantity: Units | None = None
    canceled_quantity_before_shipment: Units | None = None
    goods_id: WireId
    sku_id: WireId
    #: In the buyer's language.
    goods_name: str | None = None
    spec: str | None = None
    #: In the seller's language; kept for about six months.
    original_goods_name: str | None = None
    original_spec_name: str | None = None
    product_list: tuple[Product, ...] | None = None
    fulfillment_type: str | None = None
    fulfillment_warning: tuple[str, ...] | None = None


@attrs.frozen(kw_only=True)
class PageItem:
    """
    One order of a page.
    """

    parent_order_map: ParentOrder
    order_list: tuple[Line, ...]
