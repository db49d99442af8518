"""Turns an order of Temu's list into ours."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from adapters.temu_http.wire.orders import Line, PageItem, ParentOrder, Product
from adapters.temu_http.wire.strict import WireError
from temu_core.order import (
    Fulfilment,
    LineNumber,
    ListedLine,
    ListedOrder,
    MarketplaceStatus,
    OrderLabel,
    OrderNumber,
    Payment,
    ShippingMethod,
    Unknown,
)

Key = TypeVar("Key", int, str)
Word = TypeVar("Word", bound=Enum)

STATUSES: Mapping[int, MarketplaceStatus] = MappingProxyType(
    {
        1: MarketplaceStatus.PENDING,
        2: MarketplaceStatus.UNSHIPPED,
        3: MarketplaceStatus.CANCELLED,
        4: MarketplaceStatus.SHIPPED,
        41: MarketplaceStatus.PARTIALLY_SHIPPED,
        5: MarketplaceStatus.DELIVERED,
        51: MarketplaceStatus.PARTIALLY_DELIVERED,
    }
)
_PAYMENTS = {"PPD": Payment.PREPAID, "COD": Payment.CASH_ON_DELIVERY}
_METHODS = {
    1: ShippingMethod.STANDARD,
    2: ShippingMethod.STORE_DELIVERY,
    3: ShippingMethod.PICK_UP,
}
_FULFILMENTS = {
    "fulfillBySeller": Fulfilment.BY_SELLER,
    "fulfillByCooperativeWarehouse": Fulfilment.BY_MARKETPLACE,
}
_LABELS = {
    "pending_buyer_cancellation": OrderLabel.PENDING_CANCELLATION,
    "pending_buyer_address_change": OrderLabel.PENDING_ADDRESS_CHANGE,
    "pending_risk_control_alert": OrderLabel.RISK_ALERT,
}
_IDLE_LABELS = frozenset({"soon_to_be_overdue", "past_due", "signature_required_on_delivery"})
_IDLE_WARNINGS = frozenset(
    {
        *("SUGGEST_SIGNATURE_ON_DELIVERY", "RESTRICT_FEDEX_SELF_SHIPPING"),
        *("RESTRICT_USPS_SELF_SHIPPING", "BLOCK_LOGISTICS_PROVIDERS_A"),
        *("BLOCK_LOGISTICS_PROVIDERS_B", "SAVE_SN_INFORMATION_FOR_RETURN"),
        *("REQUIRES_AUTHENTICATION_REPORT_SUBMISSION", "REQUIRES_AGE_VERIFICATION"),
        "SPECIFIC_LOGISTICS_REQUIRED",
    }
)
_ADDRESS_CHANGED = "CONFIRMED_CHANGED_ADDRESS"
_RESTRICTED = "RESTRICT_SELF_SHIPPING"
_PICK_UP = "REQUIRES_CUSTOMER_PICKUP"


def to_order(item: PageItem) -> ListedOrder:
    """
    Return *item* in our words.

    Raises:
        WireError: A value no order can have.
    """
    parent = item.parent_order_map
    warnings = _warnings(item)
    method = _word(_METHODS, parent.shipping_method, "shippingMethod")
    return ListedOrder(
        number=OrderNumber(parent.parent_order_sn),
        status=_word(STATUSES, parent.parent_order_status, "parentOrderStatus"),
        placed_at=parent.parent_order_time,
        updated_at=parent.update_time,
        ship_by=_ship_by(parent),
        region_id=parent.region_id,
        payment=_word(_PAYMENTS, parent.order_payment_type, "orderPaymentType"),
        shipping_method=ShippingMethod.PICK_UP if _PICK_UP in warnings else method,
        # Anything but 0 counts as set: the label keeps parcels from leaving.
        labels=frozenset(
            _LABELS[label.name]
            for label in parent.parent_order_label or ()
            if label.value and label.name in _LABELS
        ),
        address_changed=_ADDRESS_CHANGED in warnings,
        own_shipping_restricted=_RESTRICTED in warnings,
        lines=tuple(
            _to_line(line, f"orderList[{position}]")
            for position, line in enumerate(item.order_list)
        ),
    )


def unknown_values(item: PageItem) -> Counter[str]:
    """
    Count the labels and warnings of *item* for which there is no word here.
    """
    known = _IDLE_WARNINGS | {_ADDRESS_CHANGED, _RESTRICTED, _PICK_UP}
    labels = item.parent_order_map.parent_order_label or ()
    return Counter(
        [f"fulfillmentWarning={w}" for w in _warnings(item) if w not in known]
        + [
            f"parentOrderLabel={label.name}"
            for label in labels
            if label.value and label.name not in _LABELS and label.name not in _IDLE_LABELS
        ]
    )


def _warnings(item: PageItem) -> frozenset[str]:
    per_line: Iterable[tuple[str, ...]] = (
        line.fulfillment_warning or () for line in item.order_list
    )
    return frozenset(item.parent_order_map.fulfillment_warning or ()).union(*per_line)


def _ship_by(parent: ParentOrder) -> datetime | None:
    seconds = parent.expect_ship_latest_time
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise WireError("UNIX seconds", "parentOrderMap.expectShipLatestTime") from None


def _to_line(line: Line, path: str) -> ListedLine:
    products = line.product_list or (Product(),)
    factor = products[0].sold_factor
    if factor is not None and factor < 1:
        raise WireError("1 or more", f"{path}.productList[0].soldFactor")
    cancelled = line.canceled_quantity_before_shipment or 0
    ordered = line.original_order_quantity
    return ListedLine(
        number=LineNumber(line.order_sn),
        status=_word(STATUSES, line.order_status, "orderStatus"),
        quantity=line.quantity,
        ordered=line.quantity + cancelled if ordered is None else ordered,
        cancelled=cancelled,
        goods_id=line.goods_id,
        sku_id=line.sku_id,
        seller_sku=products[0].ext_code or "",
        products=len(products),
        sold_factor=1 if factor is None else factor,
        name=line.original_goods_name or line.goods_name or "",
        variation=line.original_spec_name or line.spec or "",
        fulfilment=_word(_FULFILMENTS, line.fulfillment_type, "fulfillmentType"),
    )


def _word(words: Mapping[Key, Word], value: Key | None, field: str) -> Word | Unknown:
    if value is None:
        return Unknown(field=field, value="missing")
    return words.get(value) or Unknown(field=field, value=str(value))
