"""
The buyer's address, while the order is open.
"""

from sandbox.scenario.orders import Address
from sandbox.switches import Switches
from sandbox.temu.errors import TemuRefusal
from sandbox.temu.orders import visible
from sandbox.temu.params import Params
from sandbox.temu.shop import Shop
from sandbox.temu.state import OPEN, PARTLY_SHIPPED, Order


def shipping_info(shop: Shop, params: Params, switches: Switches) -> dict[str, object]:
    """
    Answer the address with the marketplace's warning about own shipping.
    """
    order = _open_order(shop, params, switches)
    reason = None
    if order.payment == "COD":
        reason = 1
    elif "RESTRICT_SELF_SHIPPING" in order.warnings:
        reason = 2
    elif order.shipping_method == 2:
        reason = 5
    warning = {"isRestriction": reason is not None, "reason": reason}
    return _address_json(order.address) | {"warning": warning}


def decrypted_shipping_info(shop: Shop, params: Params, switches: Switches) -> dict[str, object]:
    """
    Answer the same address without the warning.
    """
    return _address_json(_open_order(shop, params, switches).address)


def _open_order(shop: Shop, params: Params, switches: Switches) -> Order:
    order = shop.orders.get(params.text("parentOrderSn"))
    if order is None or not visible(shop, order, switches):
        raise TemuRefusal(180020003)
    if order.status not in {OPEN, PARTLY_SHIPPED}:
        raise TemuRefusal(180020003, "the order is not open")
    return order


def _address_json(address: Address | None) -> dict[str, object]:
    a = address or Address(
        first_name="", last_name="", line1="", post_code="", city="", country="", mobile="", mail=""
    )
    return {
        "receiptName": f"{a.first_name} {a.last_name}".strip(),
        "receiptAdditionalName": a.additional_name,
        "mobile": a.mobile,
        "backupMobile": "",
        "mail": a.mail,
        "regionName1": a.country,
        "regionName2": a.state,
        "regionName3": a.city,
        "regionName4": None,
        "addressLine1": a.line1,
        "addressLine2": a.line2,
        "addressLine3": a.line3,
        "addressLineAll": " ".join(line for line in (a.line1, a.line2, a.line3) if line),
        "postCode": a.post_code,
        "taxCode": None,
        "taxCodeType": None,
        "addressExtra": {
            "firstName": a.first_name,
            "lastName": a.last_name,
            "additionalFirstName": None,
            "additionalLastName": None,
            "contactlessDropPoint": None,
        },
    }
