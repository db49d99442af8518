"""The five vectors of the fact sheet, and that what is signed is what is sent."""

import json
from collections.abc import Mapping

import pytest

from adapters.temu_http.canonical import Json, body, parameters
from adapters.temu_http.signature import HmacSha256Signature, Md5Signature

COMMON: dict[str, Json] = {
    "app_key": "demo-key",
    "access_token": "demo-token",
    "timestamp": 1767225600,
    "data_type": "JSON",
}
V1: dict[str, Json] = {
    "type": "bg.order.list.v2.get",
    "pageNumber": 1,
    "pageSize": 50,
    "parentOrderStatus": 2,
}
V2: dict[str, Json] = {
    "type": "bg.local.goods.stock.edit",
    "goodsId": 601099500000001,
    "stockType": 0,
    "requestUniqueKey": "stk-0001",
    "skuStockTargetList": [
        {"skuId": 17592200000001, "stockTarget": 12},
        {"skuId": 17592200000002, "stockTarget": 0},
    ],
}
SWAPPED: list[Json] = [
    {"stockTarget": 12, "skuId": 17592200000001},
    {"stockTarget": 0, "skuId": 17592200000002},
]
PARCEL: dict[str, Json] = {
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
V3: dict[str, Json] = {
    "type": "bg.logistics.shipment.v2.confirm",
    "version": "V1",
    "sendType": 0,
    "sendRequestList": [PARCEL],
}
V4: dict[str, Json] = {
    "type": "bg.order.list.v2.get",
    "pageNumber": 1,
    "pageSize": 100,
    "hasPreSaleOrder": False,
    "parentOrderLabel": ["past_due", "soon_to_be_overdue"],
    "updateAtStart": 1767139200,
    "updateAtEnd": 1767225600,
    "sortby": "updateTime",
}
V5: dict[str, Json] = {
    "type": "bg.local.goods.sku.list.query",
    "pageNo": 1,
    "pageSize": 100,
    "skuSearchType": 2,
    "skuStatusFilterType": 2,
    "searchText": "Grüner Tee <500 g> & Co",
    "skuIdList": [],
}


def _sign(values: Mapping[str, Json]) -> str:
    return Md5Signature().sign(parameters(values), "demo-secret")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(V1, "00ECB30796494B40F160BB4D5E7A4D3A", id="V1"),
        pytest.param(V2, "1323076C1CCAAED23D7E64247615CFB7", id="V2"),
        pytest.param(
            V2 | {"timestamp": "1767225600"}, "1323076C1CCAAED23D7E64247615CFB7", id="V2 text"
        ),
        pytest.param(
            V2 | {"skuStockTargetList": SWAPPED}, "826409E532B26449C8E5A63E2ADAF3EE", id="V2 order"
        ),
        pytest.param(V3, "B0A4DE53D72C4FF7C6F081B884DF3173", id="V3"),
        pytest.param(V4, "B4409C61BEEDD1BAB60396BB90ECE978", id="V4"),
        pytest.param(V5, "9142C3F46BA310AE4C51CABD2DAA86AC", id="V5"),
    ],
)
def test_a_known_call_has_its_known_signature(values: dict[str, Json], expected: str) -> None:
    assert _sign(COMMON | values) == expected


def test_what_is_none_is_neither_signed_nor_sent() -> None:
    given = parameters(V1 | {"regionId": None})

    assert given == parameters(V1)
    assert b"regionId" not in body(given)


def test_the_body_is_the_json_that_was_signed() -> None:
    given = parameters(V5 | V2)

    sent = body(given)

    assert json.loads(sent) == V5 | V2
    assert all(f'"{p.name}":{p.sent}'.encode() in sent for p in given)
    assert "Grüner Tee <500 g> & Co".encode() in sent


def test_hmac_signs_the_same_text_with_the_secret_as_key() -> None:
    """
    The expected value was computed with ``openssl dgst -sha256 -hmac``.
    """
    signed = HmacSha256Signature().sign(parameters({"b": 1, "a": "x"}), "demo-secret")

    assert signed == HMAC_OF_AXB1


HMAC_OF_AXB1 = "342E1F2F15FB738BBADB84C88684035260D3C6249F6C985C9E93C21886BC70C9"
