"""
When the marketplace refuses a shipment confirmation.

Nothing here changes anything: a confirmation is accepted as a whole or not at all.
"""

import re
from collections import Counter

from sandbox.temu.errors import TemuRefusal, bad_params
from sandbox.temu.shipment_request import Confirmation, SentParcel
from sandbox.temu.shop import Shop
from sandbox.temu.state import (
    ADDRESS_CHANGE,
    CANCELLATION,
    DELIVERED,
    OPEN,
    PARTLY_SHIPPED,
    RISK_ALERT,
    SHIPPED,
    Order,
)

#: Label → (code that refuses, answer that ships anyway).
_PENDING = {
    ADDRESS_CHANGE: (120012023, "DENY_ADDRESS_CHANGE"),
    CANCELLATION: (120012030, "DENY_CANCELLATION"),
    RISK_ALERT: (120012031, "DENY_PARENT_RISK_WARNING"),
}


def check_confirmation(shop: Shop, sent: Confirmation, *, partial: bool) -> list[Order]:
    """
    Return the orders to ship, or raise the first reason not to.

    *partial* lets one order's lines come in several calls.
    """
    orders = _known_orders(shop, sent)
    for order in orders:
        _check_order(order)
        _check_pending(order, sent)
    for parcel in sent.parcels:
        _check_parcel(shop, parcel)
    _check_numbers_once(shop, sent)
    _check_send_type(sent, orders)
    _check_quantities(sent, orders, partial=partial)
    return orders


def check_tracking_number(shop: Shop, carrier_id: int, number: str) -> None:
    """
    Raise unless *number* looks like one of this carrier's.
    """
    carrier = shop.carriers.get(carrier_id)
    if carrier is None:
        raise TemuRefusal(120015037, f"carrier {carrier_id}")
    if not number.strip():
        raise TemuRefusal(120014001)
    if not (number.isascii() and number.isalnum()):
        raise TemuRefusal(120014019, number)
    if re.fullmatch(carrier.pattern, number):
        return
    if any(re.fullmatch(other.pattern, number) for other in shop.carriers.values()):
        raise TemuRefusal(120014022, number)
    raise TemuRefusal(120014023, number)


def check_warehouse(shop: Shop, warehouse_id: str) -> None:
    """
    Raise unless the warehouse is one of the seller's.
    """
    if not warehouse_id:
        raise TemuRefusal(120015527)
    if warehouse_id not in shop.warehouses:
        raise TemuRefusal(120011085, warehouse_id)


def _known_orders(shop: Shop, sent: Confirmation) -> list[Order]:
    orders = []
    for number in sent.parents():
        order = shop.orders.get(number)
        if order is None or order.created > shop.now():
            raise TemuRefusal(120012007, number)
        orders.append(order)
    lines = {(order.number, line.order_sn) for order in orders for line in order.lines}
    for parcel in sent.parcels:
        for line in parcel.lines:
            if (line.parent, line.order_sn) not in lines:
                raise TemuRefusal(120012016, f"{line.parent} {line.order_sn}")
    return orders


def _check_order(order: Order) -> None:
    if order.status in {SHIPPED, DELIVERED}:
        raise TemuRefusal(120012004, order.number)
    if order.status not in {OPEN, PARTLY_SHIPPED} or not order.open_lines():
        raise TemuRefusal(120012012, order.number)
    if order.fulfillment != "fulfillBySeller":
        raise TemuRefusal(120011030, order.number)
    if order.payment == "COD":
        raise TemuRefusal(120015528, order.number)
    if "RESTRICT_SELF_SHIPPING" in order.warnings:
        raise TemuRefusal(120012034, order.number)


def _check_pending(order: Order, sent: Confirmation) -> None:
    accepted = {
        word
        for parcel in sent.parcels
        if any(line.parent == order.number for line in parcel.lines)
        for word in parcel.accepted
    }
    for label, (code, word) in _PENDING.items():
        if label in order.labels and word not in accepted:
            raise TemuRefusal(code)


def _check_parcel(shop: Shop, parcel: SentParcel) -> None:
    for one in (parcel, *parcel.parts):
        check_warehouse(shop, one.warehouse_id)
        check_tracking_number(shop, one.carrier_id, one.tracking_number)
    if len(parcel.parts) > 10:
        raise TemuRefusal(120011098)
    if parcel.parts and sum(line.quantity for line in parcel.lines) != 1:
        raise TemuRefusal(120011045)
    if any(count > 1 for count in Counter(line.order_sn for line in parcel.lines).values()):
        raise TemuRefusal(120012041)


def _check_numbers_once(shop: Shop, sent: Confirmation) -> None:
    numbers = [one.tracking_number for p in sent.parcels for one in (p, *p.parts)]
    if len(set(numbers)) < len(numbers):
        raise TemuRefusal(120014003)
    for number in numbers:
        if number in shop.used_tracking:
            raise TemuRefusal(120014004, number)


def _check_send_type(sent: Confirmation, orders: list[Order]) -> None:
    if sent.send_type in {0, 2} and len(sent.parcels) != 1:
        raise bad_params("sendRequestList", f"one parcel with sendType {sent.send_type}")
    if sent.send_type in {0, 1} and len(orders) != 1:
        raise bad_params("sendType", "2 for several parent orders")
    if sent.send_type == 2:
        if len(orders) < 2:
            raise bad_params("sendType", "0 or 1 for one parent order")
        if len({order.group for order in orders}) != 1 or orders[0].group is None:
            raise TemuRefusal(120015539)
        if len({order.address for order in orders}) != 1:
            raise TemuRefusal(120012015)


def _check_quantities(sent: Confirmation, orders: list[Order], *, partial: bool) -> None:
    units: Counter[str] = Counter()
    for parcel in sent.parcels:
        for line in parcel.lines:
            if line.quantity < 1:
                raise bad_params("quantity", "1 or more")
            units[line.order_sn] += line.quantity
    wanted = {line.order_sn: line.open_units for order in orders for line in order.open_lines()}
    for order_sn, sent_units in units.items():
        if order_sn not in wanted:
            raise TemuRefusal(120012004, order_sn)
        # The code is our choice: none is documented for an incomplete quantity.
        if sent_units != wanted[order_sn]:
            raise bad_params("quantity", f"{wanted[order_sn]} of {order_sn} in one go")
    complete = units.keys() == wanted.keys()
    if not complete and not (partial and sent.send_type == 1):
        raise bad_params("orderSendInfoList", "all lines of each parent order in one call")
