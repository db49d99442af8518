"""
Confirming, reading back and correcting shipments.
"""

from sandbox.switches import Switches
from sandbox.temu.changing import settle_status
from sandbox.temu.errors import TemuRefusal, bad_params
from sandbox.temu.params import Params
from sandbox.temu.shipment_request import Confirmation, SentParcel, confirmation_of, parcel_of
from sandbox.temu.shipment_rules import (
    check_confirmation,
    check_tracking_number,
    check_warehouse,
)
from sandbox.temu.shop import Shop
from sandbox.temu.state import (
    ADDRESS_CHANGE,
    CANCELLATION,
    DELIVERED,
    RISK_ALERT,
    SHIPPED,
    Order,
    Package,
)


def confirm_shipment(shop: Shop, params: Params, switches: Switches) -> dict[str, object]:
    """
    Take parcels as shipped; all of the call or nothing of it.
    """
    sent = confirmation_of(params)
    orders = check_confirmation(shop, sent, partial=switches.partial_confirm)
    for parcel in sent.parcels:
        _pack(shop, parcel, orders)
    for order in orders:
        _note_shipped(shop, order, sent)
    shop.counters.confirm_accepted += 1
    return {"assistantAgreementText": None, "warningMessage": []}


def shipment_of(shop: Shop, params: Params, _switches: Switches) -> dict[str, object]:
    """
    Answer the parcels of one line; none while it is not shipped.
    """
    number, order_sn = params.text("parentOrderSn"), params.text("orderSn")
    order = shop.orders.get(number)
    line = next((one for one in order.lines if one.order_sn == order_sn), None) if order else None
    if order is None or line is None:
        raise TemuRefusal(120012016)
    return {
        "shipmentInfoDTO": [
            {
                "carrierId": package.carrier_id,
                "carrierName": _carrier_name(shop, package.carrier_id),
                "trackingNumber": package.tracking_number,
                "skuId": line.sku_id,
                "quantity": package.units[order_sn],
                "packageSn": package.package_sn,
                "packageDeliveryType": 1,
                "trackingWarningLabel": 0,
                "cooperativeWarehouseDTO": None,
                "subPackageShipmentInfoList": [
                    {
                        "carrierId": carrier_id,
                        "carrierName": _carrier_name(shop, carrier_id),
                        "packageSn": package_sn,
                        "packageDeliveryType": 1,
                        "trackingNumber": tracking_number,
                    }
                    for package_sn, carrier_id, tracking_number in package.parts
                ],
            }
            for package in order.packages
            if order_sn in package.units
        ]
    }


def correct_shipment(shop: Shop, params: Params, _switches: Switches) -> bool:
    """
    Replace carrier and number of parcels that are not delivered yet.
    """
    corrections = []
    for one in params.objects("editPackageRequestList"):
        package_sn, parcel = one.text("packageSn"), parcel_of(one, "shipCompanyId")
        orders = [
            order
            for order in shop.orders.values()
            if any(package.package_sn == package_sn for package in order.packages)
        ]
        if not orders:
            raise TemuRefusal(120018027, package_sn)
        if any(order.status == DELIVERED for order in orders):
            raise TemuRefusal(120015529, package_sn)
        _check_correction(shop, parcel)
        corrections.append((package_sn, parcel, orders))
    if not corrections:
        raise bad_params("editPackageRequestList", "at least one package")
    for package_sn, parcel, orders in corrections:
        for order in orders:
            _correct(shop, order, package_sn, parcel)
    return True


def _check_correction(shop: Shop, parcel: SentParcel) -> None:
    check_warehouse(shop, parcel.warehouse_id)
    if parcel.carrier_id not in shop.carriers:
        raise TemuRefusal(120015037)
    try:
        check_tracking_number(shop, parcel.carrier_id, parcel.tracking_number)
    except TemuRefusal as refusal:
        raise TemuRefusal(120014020, parcel.tracking_number) from refusal
    if parcel.tracking_number in shop.used_tracking:
        raise TemuRefusal(120014020, parcel.tracking_number)


def _correct(shop: Shop, order: Order, package_sn: str, parcel: SentParcel) -> None:
    for package in order.packages:
        if package.package_sn == package_sn:
            package.carrier_id = parcel.carrier_id
            package.tracking_number = parcel.tracking_number
            package.warehouse_id = parcel.warehouse_id
    order.updated = shop.now()
    shop.consume(parcel.tracking_number)
    shop.save_order(order)


def _pack(shop: Shop, parcel: SentParcel, orders: list[Order]) -> None:
    package_sn = _next_package(shop)
    parts = [(_next_package(shop), part.carrier_id, part.tracking_number) for part in parcel.parts]
    for one in (parcel, *parcel.parts):
        shop.consume(one.tracking_number)
    for order in orders:
        units = {
            line.order_sn: line.quantity for line in parcel.lines if line.parent == order.number
        }
        if units:
            order.packages.append(
                Package(
                    package_sn=package_sn,
                    carrier_id=parcel.carrier_id,
                    tracking_number=parcel.tracking_number,
                    warehouse_id=parcel.warehouse_id,
                    units=units,
                    by_api=True,
                    parts=parts,
                )
            )


def _note_shipped(shop: Shop, order: Order, sent: Confirmation) -> None:
    now = shop.now()
    named = {line.order_sn for parcel in sent.parcels for line in parcel.lines}
    for line in order.lines:
        if line.order_sn in named:
            line.status, line.shipped_at = SHIPPED, now
    # Whatever was pending has been denied by name, else we would not be here.
    for label in (CANCELLATION, ADDRESS_CHANGE, RISK_ALERT):
        if label in order.labels:
            order.labels.remove(label)
    if order.cancel_request is not None and order.cancel_request.group == 8:
        order.cancel_request.group = 10
    settle_status(order, now)
    order.updated = now
    shop.save_order(order)


def _next_package(shop: Shop) -> str:
    number = shop.counters.next_package
    shop.counters.next_package += 1
    return f"PK-{number:019d}"


def _carrier_name(shop: Shop, carrier_id: int) -> str:
    carrier = shop.carriers.get(carrier_id)
    return carrier.name if carrier else "Other"
