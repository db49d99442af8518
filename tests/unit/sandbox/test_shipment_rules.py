"""
What the marketplace refuses when parcels are confirmed, and what it remembers.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import attrs
import pytest
from tests.unit.sandbox.shops import ShopFixture, number, open_shop, script

from sandbox.scenario.orders import LineScript, line_number
from sandbox.temu.state import ADDRESS_CHANGE, CANCELLATION, RISK_ALERT

CONFIRM = "bg.logistics.shipment.v2.confirm"
READ = "bg.logistics.shipment.v2.get"
CORRECT = "bg.logistics.shipment.shippingtype.update"
DHL, UPS = 141252268, 314439762
WAREHOUSE = "WH-00000000000001"

Json = dict[str, object]

#: order → (lines, units per line) of the fixture below.
UNITS = {1: (2,), 2: (2, 1), 3: (2,), 4: (2,), 5: (2,)}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[ShopFixture]:
    """
    Order 2 has two lines; 3 and 4 may travel together.
    """
    two = (
        LineScript(sku_id=1001, quantity=2, gross=4760),
        LineScript(sku_id=1002, quantity=1, gross=2380),
    )
    together = (attrs.evolve(script(n), group="together") for n in (3, 4))
    fixture = open_shop(tmp_path, script(1), script(2, *two), *together, script(5))
    yield fixture
    fixture.shop.store.close()


def _lines(*orders: int) -> list[Json]:
    return [
        {
            "parentOrderSn": number(n),
            "orderSn": line_number(number(n), position),
            "quantity": units,
        }
        for n in orders
        for position, units in enumerate(UNITS[n], start=1)
    ]


def _parcel(*orders: int, tracking: object = "00340434000000000017", **changes: object) -> Json:
    parcel: Json = {
        "carrierId": DHL,
        "trackingNumber": tracking,
        "selfShippingWarehouseId": WAREHOUSE,
        "orderSendInfoList": _lines(*orders),
    }
    return parcel | changes


def _confirm(shop: ShopFixture, send_type: object, *parcels: Json) -> int:
    return shop.code(CONFIRM, sendType=send_type, sendRequestList=list(parcels))


def test_a_whole_order_in_one_parcel_is_shipped(shop: ShopFixture) -> None:
    assert _confirm(shop, 0, _parcel(2)) == 0

    order = shop.shop.orders[number(2)]
    assert order.status == 4
    assert [line.status for line in order.lines] == [4, 4]


def test_what_was_confirmed_can_be_read_back(shop: ShopFixture) -> None:
    before = shop.call(READ, parentOrderSn=number(1), orderSn=line_number(number(1), 1))
    _confirm(shop, 0, _parcel(1))

    after = shop.call(READ, parentOrderSn=number(1), orderSn=line_number(number(1), 1))

    assert before["shipmentInfoDTO"] == []
    parcel = cast("list[Json]", after["shipmentInfoDTO"])[0]
    assert parcel["trackingNumber"] == "00340434000000000017"
    assert parcel["carrierId"] == DHL
    assert parcel["quantity"] == 2


def test_a_second_confirmation_has_no_effect(shop: ShopFixture) -> None:
    _confirm(shop, 0, _parcel(1))

    assert _confirm(shop, 0, _parcel(1, tracking="00340434000000000024")) == 120012004
    assert shop.shop.counters.confirm_accepted == 1


def test_a_tracking_number_is_used_up_by_one_success(shop: ShopFixture) -> None:
    _confirm(shop, 0, _parcel(1))

    assert _confirm(shop, 0, _parcel(5)) == 120014004


def test_a_refused_call_uses_nothing_up(shop: ShopFixture) -> None:
    wrong = _parcel(1, selfShippingWarehouseId="")

    assert _confirm(shop, 0, wrong) == 120015527
    assert _confirm(shop, 0, _parcel(1)) == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"trackingNumber": " "}, 120014001),
        ({"trackingNumber": "0034-0434"}, 120014019),
        ({"trackingNumber": "1Z9999999999999999"}, 120014022),
        ({"trackingNumber": "12"}, 120014023),
        ({"trackingNumber": 340434}, 3000000),
        ({"carrierId": 123456789}, 120015037),
        ({"carrierId": "141252268"}, 0),
        ({"selfShippingWarehouseId": "WH-1"}, 120011085),
        ({"orderSendInfoList": []}, 3000000),
        ({"orderSendInfoList": [_lines(1)[0] | {"quantity": "2"}]}, 3000000),
        ({"orderSendInfoList": [_lines(1)[0] | {"quantity": 1}]}, 3000000),
        ({"orderSendInfoList": [_lines(1)[0] | {"quantity": 3}]}, 3000000),
        ({"orderSendInfoList": [_lines(1)[0] | {"orderSn": "076-0"}]}, 120012016),
        ({"orderSendInfoList": [_lines(1)[0] | {"parentOrderSn": "PO-0"}]}, 120012007),
        ({"orderSendInfoList": [*_lines(1), *_lines(1)]}, 120012041),
    ],
)
def test_each_part_of_a_parcel_is_checked(shop: ShopFixture, changes: Json, code: int) -> None:
    assert _confirm(shop, 0, _parcel(1) | changes) == code


@pytest.mark.parametrize(
    ("label", "code", "word"),
    [
        (CANCELLATION, 120012030, "DENY_CANCELLATION"),
        (ADDRESS_CHANGE, 120012023, "DENY_ADDRESS_CHANGE"),
        (RISK_ALERT, 120012031, "DENY_PARENT_RISK_WARNING"),
    ],
)
def test_a_pending_wish_blocks_until_it_is_denied_by_name(
    shop: ShopFixture, label: str, code: int, word: str
) -> None:
    shop.shop.orders[number(1)].labels.append(label)

    assert _confirm(shop, 0, _parcel(1)) == code
    assert _confirm(shop, 0, _parcel(1, confirmAcceptance=["DENY_SOMETHING"])) == code
    assert _confirm(shop, 0, _parcel(1, confirmAcceptance=[word])) == 0


@pytest.mark.parametrize("status", [1, 3])
def test_only_open_orders_can_be_shipped(shop: ShopFixture, status: int) -> None:
    shop.shop.orders[number(1)].status = status

    assert _confirm(shop, 0, _parcel(1)) == 120012012


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("payment", "COD", 120015528),
        ("fulfillment", "fulfillByCooperativeWarehouse", 120011030),
        ("warnings", ["RESTRICT_SELF_SHIPPING"], 120012034),
    ],
)
def test_some_orders_are_not_the_sellers_to_ship(
    shop: ShopFixture, field: str, value: object, code: int
) -> None:
    setattr(shop.shop.orders[number(1)], field, value)

    assert _confirm(shop, 0, _parcel(1)) == code


def test_send_type_0_takes_one_parcel_of_one_order(shop: ShopFixture) -> None:
    second = _parcel(1, tracking="00340434000000000024")

    assert _confirm(shop, 0, _parcel(1), second) == 3000000
    assert _confirm(shop, 0, _parcel(3, 4)) == 3000000
    assert _confirm(shop, "0", _parcel(1)) == 3000000


def test_send_type_1_wants_every_line_in_one_call(shop: ShopFixture) -> None:
    first = _parcel(orderSendInfoList=[_lines(2)[0]])
    second = _parcel(orderSendInfoList=[_lines(2)[1]], tracking="00340434000000000024")

    assert _confirm(shop, 1, first) == 3000000
    assert _confirm(shop, 1, first, first) == 120014003
    assert _confirm(shop, 1, first, second) == 0


def test_a_line_may_be_split_over_parcels(shop: ShopFixture) -> None:
    half = _lines(1)[0] | {"quantity": 1}
    first = _parcel(orderSendInfoList=[half])
    second = _parcel(orderSendInfoList=[half], tracking="00340434000000000024")

    assert _confirm(shop, 1, first, second) == 0
    assert len(shop.shop.orders[number(1)].packages) == 2


def test_partial_calls_leave_the_order_partly_shipped(shop: ShopFixture) -> None:
    """
    One source reports such calls; the switch lets a connector be tried with both.
    """
    shop.switches.update(partial_confirm=True)
    first = _parcel(orderSendInfoList=[_lines(2)[0]])
    second = _parcel(orderSendInfoList=[_lines(2)[1]], tracking="00340434000000000024")

    assert _confirm(shop, 1, first) == 0
    assert shop.shop.orders[number(2)].status == 41
    assert _confirm(shop, 1, first | {"trackingNumber": "00340434000000000031"}) == 120012004
    assert _confirm(shop, 1, second) == 0
    assert shop.shop.orders[number(2)].status == 4


def test_send_type_2_is_for_one_group_with_all_lines(shop: ShopFixture) -> None:
    assert _confirm(shop, 2, _parcel(3)) == 3000000
    assert _confirm(shop, 2, _parcel(1, 5)) == 120015539
    assert _confirm(shop, 2, _parcel(3, 1)) == 120015539
    assert _confirm(shop, 2, _parcel(3, 4)) == 0
    assert {shop.shop.orders[number(n)].status for n in (3, 4)} == {4}


def test_orders_of_different_addresses_do_not_share_a_parcel(shop: ShopFixture) -> None:
    order = shop.shop.orders[number(4)]
    assert order.address is not None
    order.address = attrs.evolve(order.address, city="Hamburg")

    assert _confirm(shop, 2, _parcel(3, 4)) == 120012015


def test_only_open_orders_are_offered_for_combining(shop: ShopFixture) -> None:
    before = shop.call("bg.order.combinedshipment.list.get")
    _confirm(shop, 2, _parcel(3, 4))

    after = shop.call("bg.order.combinedshipment.list.get")

    assert number(3) in str(before)
    assert after == {"combinedShippingGroups": []}


def test_more_parcels_are_for_one_single_item(shop: ShopFixture) -> None:
    part = {
        "carrierId": DHL,
        "trackingNumber": "00340434000000000024",
        "selfShippingWarehouseId": WAREHOUSE,
    }

    assert _confirm(shop, 0, _parcel(1, subSendRequests=[part])) == 120011045


def test_a_number_can_be_corrected_until_delivery(shop: ShopFixture) -> None:
    _confirm(shop, 0, _parcel(1))
    edit = {
        "packageSn": shop.shop.orders[number(1)].packages[0].package_sn,
        "trackingNumber": "1Z9999999999999999",
        "shipCompanyId": UPS,
        "selfShippingWarehouseId": WAREHOUSE,
    }

    assert shop.code(CORRECT, editPackageRequestList=[edit | {"packageSn": "PK-0"}]) == 120018027
    assert shop.code(CORRECT, editPackageRequestList=[edit | {"shipCompanyId": DHL}]) == 120014020
    assert shop.code(CORRECT, editPackageRequestList=[edit]) == 0
    assert shop.shop.orders[number(1)].packages[0].carrier_id == UPS
    shop.shop.orders[number(1)].status = 5
    assert shop.code(CORRECT, editPackageRequestList=[edit]) == 120015529


def test_reading_back_needs_order_and_line(shop: ShopFixture) -> None:
    assert shop.code(READ) == 120012016
    assert shop.code(READ, parentOrderSn=number(1), orderSn=line_number(number(2), 1)) == 120012016
