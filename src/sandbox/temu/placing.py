"""
From a scenario's script to an order as the marketplace keeps it.
"""

from sandbox.scenario.orders import LineScript, OrderScript, ShippedParcel, line_number
from sandbox.temu.state import (
    CANCELED,
    OPEN,
    PENDING,
    SHIPPED,
    CancelRequest,
    Order,
    OrderLine,
    Package,
)


def order_of(script: OrderScript, began: int) -> Order:
    """
    Return the order *script* tells, with its times counted from *began*.
    """
    created = began + script.placed_after_s
    order = Order(
        number=script.number,
        created=created,
        updated=created,
        confirmed=None if script.status == PENDING else created,
        ship_latest=created + script.ship_within_s,
        status=script.status,
        currency=script.currency,
        shipping_gross=script.shipping_gross,
        payment=script.payment,
        shipping_method=script.shipping_method,
        fulfillment=script.fulfillment,
        region_id=script.region_id,
        site_id=script.site_id,
        labels=list(script.labels),
        warnings=list(script.warnings),
        group=script.group,
        address=script.address,
        amounts_ready_at=created + script.amounts_after_s,
        totals_off=script.totals_off,
        lines=[_line_of(script, n, line) for n, line in enumerate(script.lines, start=1)],
    )
    if "pending_buyer_cancellation" in script.labels:
        order.cancel_request = CancelRequest(number=cancel_number(order), created=created)
    if script.parcel is not None:
        ship_elsewhere(order, script.parcel, created)
    return order


def cancel_number(order: Order) -> str:
    """
    Return the number a request to cancel this order has.
    """
    return "PA-" + order.number.rsplit("-", 1)[1]


def ship_elsewhere(order: Order, parcel: ShippedParcel, at: int) -> None:
    """
    Note a parcel that reached the marketplace on another way than the API.
    """
    digits = order.number.rsplit("-", 1)[1]
    order.packages.append(
        Package(
            package_sn=f"PK-90{digits}",
            carrier_id=parcel.carrier_id,
            tracking_number=parcel.tracking_number,
            warehouse_id="",
            units={line.order_sn: line.open_units for line in order.lines},
            by_api=False,
        )
    )
    for line in order.lines:
        line.status, line.shipped_at = SHIPPED, at
    order.status, order.shipped_at = SHIPPED, at


def _line_of(script: OrderScript, position: int, line: LineScript) -> OrderLine:
    gone = line.cancelled >= line.quantity
    return OrderLine(
        order_sn=line_number(script.number, position),
        sku_id=line.sku_id,
        ordered=line.quantity,
        cancelled=line.cancelled,
        gross=line.gross,
        vat=line.vat,
        seller_discount=line.seller_discount,
        temu_discount=line.temu_discount,
        shows_ext_code=line.shows_ext_code,
        second_product=line.second_product,
        status=CANCELED if gone and script.status in {PENDING, OPEN} else script.status,
    )
