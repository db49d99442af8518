"""Confirming parcels and reading them back."""

from types import MappingProxyType
from typing import Any

import httpx
import pytest
from tests.unit.adapters.temu_http.gateway import Gateway, html, ok, refused, truncated
from tests.unit.adapters.temu_http.replies import LINE, NUMBER

from adapters.temu_http.shipment_desk import TemuShipmentDesk
from shared_kernel.errors import CorruptReplyError, Family, Problem, RejectedError
from temu_core.confirmation import (
    Acceptance,
    ConfirmedParcel,
    ConfirmedUnits,
    KnownShipment,
    SendType,
    ShipmentConfirmation,
)
from temu_core.order import LineNumber, OrderNumber
from temu_core.package import Carrier, CarrierId, Warehouse, WarehouseId
from temu_core.ports.shipment_desk import ConfirmationAccepted

CONFIRM, GET = "bg.logistics.shipment.v2.confirm", "bg.logistics.shipment.v2.get"
DHL, TRACKING = CarrierId(141252268), "00340434000000000017"
KEY = OrderNumber(NUMBER), LineNumber(LINE)


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def desk(gateway: Gateway) -> TemuShipmentDesk:
    return TemuShipmentDesk(router=gateway.router(), region_id=76)


def a_confirmation(
    name: str = "one",
    warehouse: str | None = "WH-1",
    acceptance: frozenset[Acceptance] = frozenset(),
) -> ShipmentConfirmation:
    """
    Return a confirmation of one whole order.
    """
    units = ConfirmedUnits(order=KEY[0], line=KEY[1], units=2)
    parcel = ConfirmedParcel(
        carrier=DHL,
        tracking_number=TRACKING,
        warehouse=WarehouseId(warehouse) if warehouse else None,
        items=(units,),
    )
    return ShipmentConfirmation(
        id=name,
        send_type=SendType.ONE_PARCEL,
        parcels=(parcel,),
        packages=MappingProxyType({}),
        acceptance=acceptance,
    )


def test_a_confirmation_says_what_left_in_which_parcel(
    gateway: Gateway, desk: TemuShipmentDesk
) -> None:
    gateway.on(CONFIRM, ok({"assistantAgreementText": None, "warningMessage": ["slow"]}))

    answers = desk.confirm([a_confirmation()])

    (body,) = gateway.bodies
    assert answers == {"one": ConfirmationAccepted(warnings=("slow",), request_id="eu-1")}
    assert body["sendType"] == 0
    assert body["sendRequestList"] == [
        {
            "carrierId": DHL,
            "trackingNumber": TRACKING,
            "selfShippingWarehouseId": "WH-1",
            "orderSendInfoList": [{"parentOrderSn": NUMBER, "orderSn": LINE, "quantity": 2}],
        }
    ]


def test_a_warehouse_is_left_out_when_there_is_none(
    gateway: Gateway, desk: TemuShipmentDesk
) -> None:
    gateway.on(CONFIRM, ok(None))

    answers = desk.confirm([a_confirmation(warehouse=None)])

    assert answers == {"one": ConfirmationAccepted(warnings=(), request_id="eu-1")}
    assert "selfShippingWarehouseId" not in gateway.bodies[0]["sendRequestList"][0]


def test_requests_of_the_buyer_are_denied_in_temus_words(
    gateway: Gateway, desk: TemuShipmentDesk
) -> None:
    gateway.on(CONFIRM, ok(None))

    desk.confirm([a_confirmation(acceptance=frozenset(Acceptance))])

    assert gateway.bodies[0]["sendRequestList"][0]["confirmAcceptance"] == [
        "DENY_ADDRESS_CHANGE",
        "DENY_CANCELLATION",
        "DENY_PARENT_RISK_WARNING",
    ]


@pytest.mark.parametrize(
    ("code", "field", "word"),
    [
        (120012004, "", "already shipped"),
        (120012030, "confirmAcceptance", "cancel"),
        (120014004, "trackingNumber", "used before"),
        (120014022, "trackingNumber", "carrier"),
        (120015527, "selfShippingWarehouseId", "temu.warehouse"),
        (120015037, "carrierId", "carrier"),
        (120099999, "", "Temu 120099999"),
    ],
)
def test_a_refusal_tells_the_merchant_what_to_mend(
    gateway: Gateway, desk: TemuShipmentDesk, code: int, field: str, word: str
) -> None:
    gateway.on(CONFIRM, refused(code, "in Temu's words"))

    problem = desk.confirm([a_confirmation()])["one"]

    assert isinstance(problem, Problem)
    assert (problem.family, problem.code, problem.field) == (Family.FIX_DATA, str(code), field)
    assert word in problem.text
    assert "in Temu's words" in problem.text


@pytest.mark.parametrize(
    ("reply", "family"),
    [
        pytest.param(html(502), Family.OUTCOME_UNKNOWN, id="HTML"),
        pytest.param(truncated(), Family.OUTCOME_UNKNOWN, id="truncated"),
        pytest.param(httpx.ReadTimeout("late"), Family.OUTCOME_UNKNOWN, id="time-out"),
        pytest.param(refused(4000000), Family.OUTCOME_UNKNOWN, id="system error"),
        pytest.param(refused(120014006), Family.OUTCOME_UNKNOWN, id="retry later"),
        pytest.param(refused(4000004), Family.TRY_LATER, id="rate limit"),
        pytest.param(httpx.ConnectError("no"), Family.TRY_LATER, id="never sent"),
    ],
)
def test_only_what_was_surely_not_done_may_be_sent_again(
    gateway: Gateway, desk: TemuShipmentDesk, reply: httpx.Response | Exception, family: Family
) -> None:
    gateway.on(CONFIRM, reply)

    problem = desk.confirm([a_confirmation()])["one"]

    assert isinstance(problem, Problem)
    assert problem.family is family


def test_wrong_settings_are_raised(gateway: Gateway, desk: TemuShipmentDesk) -> None:
    gateway.on(CONFIRM, refused(3000001))

    with pytest.raises(RejectedError) as caught:
        desk.confirm([a_confirmation()])

    assert caught.value.field == "temu.app_secret"


ROWS = [
    {
        "logisticsServiceProviderId": DHL,
        "logisticsServiceProviderName": "DHL",
        "logisticsBrandName": "DHL",
    }
]


@pytest.mark.parametrize(
    "result",
    [ROWS, {"logisticsCompaniesList": ROWS}, {"logisticsServiceProviderList": ROWS}],
)
def test_carriers_come_bare_or_wrapped(
    gateway: Gateway, desk: TemuShipmentDesk, result: object
) -> None:
    gateway.on("bg.logistics.companies.get", ok(result))

    assert desk.carriers() == (Carrier(id=DHL, name="DHL"),)
    assert gateway.bodies[0]["regionId"] == 76


def test_a_carrier_list_nobody_understands_is_corrupt(
    gateway: Gateway, desk: TemuShipmentDesk
) -> None:
    gateway.on("bg.logistics.companies.get", ok({"somethingElse": ROWS}))

    with pytest.raises(CorruptReplyError):
        desk.carriers()


def test_warehouses_say_which_is_the_default(gateway: Gateway, desk: TemuShipmentDesk) -> None:
    rows = [{"warehouseId": "WH-1", "warehouseName": "Lager", "defaultWarehouse": True}]
    gateway.on("bg.logistics.warehouse.list.get", ok({"warehouseList": rows}))

    assert desk.warehouses() == (Warehouse(id=WarehouseId("WH-1"), name="Lager", is_default=True),)


def test_a_shipped_line_is_known_by_its_parcels(gateway: Gateway, desk: TemuShipmentDesk) -> None:
    row = {"carrierId": DHL, "trackingNumber": TRACKING, "quantity": 2, "packageSn": "PK-1"}
    gateway.on(GET, ok({"shipmentInfoDTO": [row]}))

    known = desk.shipments([KEY])[KEY]

    assert known == [
        KnownShipment(order=KEY[0], line=KEY[1], carrier=DHL, tracking_number=TRACKING, units=2)
    ]
    assert (gateway.bodies[0]["parentOrderSn"], gateway.bodies[0]["orderSn"]) == KEY


@pytest.mark.parametrize("result", [None, {}, {"shipmentInfoDTO": None}, {"shipmentInfoDTO": []}])
def test_nothing_is_known_of_an_open_line(
    gateway: Gateway, desk: TemuShipmentDesk, result: object
) -> None:
    gateway.on(GET, ok(result))

    assert desk.shipments([KEY])[KEY] == []


def test_one_line_that_cannot_be_read_is_a_problem_of_its_own(
    gateway: Gateway, desk: TemuShipmentDesk
) -> None:
    other = KEY[0], LineNumber("076-00000000000000012")

    def reply(body: Any) -> httpx.Response:
        return ok({"shipmentInfoDTO": [{"carrierId": "?"}] if body["orderSn"] == LINE else []})

    gateway.on(GET, reply)

    known = desk.shipments([KEY, other])

    assert isinstance(known[KEY], Problem)
    assert known[other] == []
