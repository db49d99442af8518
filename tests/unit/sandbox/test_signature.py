"""
The published and recomputed vectors of the marketplace's signature.
"""

import json

import pytest

from sandbox.temu.signature import sign

COMMON = {
    "app_key": "demo-key",
    "access_token": "demo-token",
    "timestamp": 1767225600,
    "data_type": "JSON",
}

V1: dict[str, object] = COMMON | {
    "type": "bg.order.list.v2.get",
    "pageNumber": 1,
    "pageSize": 50,
    "parentOrderStatus": 2,
}
V2: dict[str, object] = COMMON | {
    "type": "bg.local.goods.stock.edit",
    "goodsId": 601099500000001,
    "stockType": 0,
    "requestUniqueKey": "stk-0001",
    "skuStockTargetList": [
        {"skuId": 17592200000001, "stockTarget": 12},
        {"skuId": 17592200000002, "stockTarget": 0},
    ],
}
V3: dict[str, object] = COMMON | {
    "type": "bg.logistics.shipment.v2.confirm",
    "version": "V1",
    "sendType": 0,
    "sendRequestList": [
        {
            "carrierId": 141252268,
            "trackingNumber": "00340434000000000017",
            "selfShippingWarehouseId": "WH-00000000000001",
            "orderSendInfoList": [
                {
                    "parentOrderSn": "PO-076-00000000000000001",
                    "orderSn": "076-00000000000000011",
                    "quantity": 2,
                }
            ],
            "confirmAcceptance": ["DENY_CANCELLATION"],
        }
    ],
}
V4: dict[str, object] = COMMON | {
    "type": "bg.order.list.v2.get",
    "pageNumber": 1,
    "pageSize": 100,
    "hasPreSaleOrder": False,
    "parentOrderLabel": ["past_due", "soon_to_be_overdue"],
    "updateAtStart": 1767139200,
    "updateAtEnd": 1767225600,
    "sortby": "updateTime",
}
V5: dict[str, object] = COMMON | {
    "type": "bg.local.goods.sku.list.query",
    "pageNo": 1,
    "pageSize": 100,
    "skuSearchType": 2,
    "skuStatusFilterType": 2,
    "searchText": "Grüner Tee <500 g> & Co",
    "skuIdList": [],
}


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        (V1, "00ECB30796494B40F160BB4D5E7A4D3A"),
        (V2, "1323076C1CCAAED23D7E64247615CFB7"),
        (V3, "B0A4DE53D72C4FF7C6F081B884DF3173"),
        (V4, "B4409C61BEEDD1BAB60396BB90ECE978"),
        (V5, "9142C3F46BA310AE4C51CABD2DAA86AC"),
    ],
    ids=["V1", "V2", "V3", "V4", "V5"],
)
def test_a_known_call_has_its_known_signature(params: dict[str, object], expected: str) -> None:
    assert sign(params, "demo-secret") == expected


def test_a_timestamp_signs_the_same_as_number_and_as_text() -> None:
    assert sign(V2 | {"timestamp": "1767225600"}, "demo-secret") == sign(V2, "demo-secret")


def test_the_order_of_nested_keys_matters() -> None:
    """
    The server rebuilds the text from the parsed body, keys as they were sent.
    """
    swapped = json.loads(
        '[{"stockTarget":12,"skuId":17592200000001},{"stockTarget":0,"skuId":17592200000002}]'
    )

    assert (
        sign(V2 | {"skuStockTargetList": swapped}, "demo-secret")
        == "826409E532B26449C8E5A63E2ADAF3EE"
    )


def test_nulls_and_the_signature_itself_are_left_out() -> None:
    assert sign(V1 | {"sign": "X", "skuId": None}, "demo-secret") == sign(V1, "demo-secret")
