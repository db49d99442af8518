"""Answers shaped like Temu's, boring and valid; a test changes what matters."""

from typing import Any

NUMBER, LINE = "PO-076-00000000000000001", "076-00000000000000011"
PLACED = 1767200400


def an_item(number: str = NUMBER, **parent: Any) -> dict[str, Any]:
    """
    Return one order of the order list.
    """
    names = ("pending_buyer_cancellation", "pending_risk_control_alert", "past_due")
    return {
        "parentOrderMap": {
            "parentOrderSn": number,
            "parentOrderStatus": 2,
            "parentOrderTime": PLACED,
            "expectShipLatestTime": 1767387600,
            "parentShippingTime": None,
            "updateTime": PLACED + 1,
            "regionId": 76,
            "siteId": 105,
            "orderPaymentType": "PPD",
            "shippingMethod": 1,
            "fulfillmentWarning": [],
            "parentOrderLabel": [{"name": name, "value": 0} for name in names],
        }
        | parent,
        "orderList": [a_line()],
    }


def a_line(**line: Any) -> dict[str, Any]:
    """
    Return one line of an order.
    """
    return {
        "orderSn": LINE,
        "orderStatus": 2,
        "quantity": 2,
        "originalOrderQuantity": 3,
        "canceledQuantityBeforeShipment": 1,
        "goodsId": 601099500000001,
        "skuId": 17592200000001,
        "spec": "Blue, M",
        "originalSpecName": "Blau, Größe M",
        "goodsName": "Sample cushion",
        "originalGoodsName": "Beispiel-Kissen",
        "productList": [
            {
                "productId": 880000001,
                "productSkuId": 770000001,
                "soldFactor": 1,
                "extCode": "KISSEN-BLAU-M",
            }
        ],
        "fulfillmentType": "fulfillBySeller",
        "fulfillmentWarning": [],
    } | line


def a_page(*items: object, total: int | None = None) -> dict[str, Any]:
    """
    Return a page of the order list.
    """
    return {"totalItemNum": len(items) if total is None else total, "pageItems": list(items)}


def an_address(**fields: Any) -> dict[str, Any]:
    """
    Return an address.
    """
    return {
        "receiptName": "Erika Muster",
        "receiptAdditionalName": "",
        "mobile": "",
        "backupMobile": "+49 30 0000000 0001",
        "mail": "abc0001@mail.example.invalid",
        "regionName1": "Germany",
        "regionName2": "Berlin",
        "regionName3": "Potsdam",
        "regionName4": None,
        "addressLine1": "Musterstraße 12",
        "addressLine2": "",
        "addressLine3": "Hinterhaus",
        "addressLineAll": "Musterstraße 12 Hinterhaus",
        "postCode": "10115",
        "addressExtra": {"firstName": "Erika", "lastName": "Muster", "contactlessDropPoint": None},
        "warning": {"isRestriction": False, "reason": None},
    } | fields


def cents(amount: int, currency: str = "EUR") -> dict[str, Any]:
    """
    Return an amount of money.
    """
    return {"currency": currency, "amount": amount}


def some_amounts(number: str = NUMBER, **parent: Any) -> dict[str, Any]:
    """
    Return the amounts of an order of one line.
    """
    money = {
        "retailPriceTotalTaxIncl": cents(4760),
        "productTaxAmount": cents(760),
        "shipAmountTotalTaxIncl": cents(299),
        "shipTaxAmount": cents(48),
        "discountFromSeller": cents(100),
        "discountFromTEMU": cents(50),
    }
    line = {"orderSn": LINE, "quantity": 2, "productTaxRate": 1900000} | money
    return {
        "warning": [],
        "parentOrderMap": {"parentOrderSn": number, "customerPaid": cents(4909)} | money | parent,
        "orderList": [line],
    }
