"""The order list in our words; one bad order never spoils another."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.unit.adapters.temu_http.gateway import Gateway, ok
from tests.unit.adapters.temu_http.replies import LINE, NUMBER, PLACED, a_line, a_page, an_item

from adapters.temu_http.order_answers import NAMELESS
from adapters.temu_http.order_feed import TemuOrderFeed
from shared_kernel.errors import CorruptReplyError, Family, Problem
from temu_core.order import (
    Fulfilment,
    ListedLine,
    ListedOrder,
    MarketplaceStatus,
    OrderLabel,
    OrderNumber,
    Payment,
    ShippingMethod,
    Unknown,
)
from temu_core.payload import Call
from temu_core.ports.order_feed import ListedBy
from temu_core.window import Window

LIST = "bg.order.list.v2.get"
START = datetime(2026, 1, 1, tzinfo=UTC)
WINDOW = Window(start=START, end=START + timedelta(hours=1))
SECONDS = (int(START.timestamp()), int(START.timestamp()) + 3600)


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def feed(gateway: Gateway) -> TemuOrderFeed:
    return TemuOrderFeed(router=gateway.router())


def _listed(gateway: Gateway, feed: TemuOrderFeed, item: object) -> ListedOrder:
    gateway.on(LIST, ok(a_page(item)))
    order = feed.page(WINDOW, 1).orders[OrderNumber(NUMBER)]
    assert isinstance(order, ListedOrder), order
    return order


def test_an_order_is_translated_into_our_words(gateway: Gateway, feed: TemuOrderFeed) -> None:
    order = _listed(gateway, feed, an_item())

    assert order == ListedOrder(
        number=OrderNumber(NUMBER),
        status=MarketplaceStatus.UNSHIPPED,
        placed_at=datetime.fromtimestamp(PLACED, UTC),
        updated_at=datetime.fromtimestamp(PLACED + 1, UTC),
        ship_by=datetime.fromtimestamp(1767387600, UTC),
        region_id=76,
        payment=Payment.PREPAID,
        shipping_method=ShippingMethod.STANDARD,
        lines=order.lines,
    )
    (line,) = order.lines
    assert line == ListedLine(
        number=line.number,
        status=MarketplaceStatus.UNSHIPPED,
        quantity=2,
        ordered=3,
        cancelled=1,
        goods_id=601099500000001,
        sku_id=17592200000001,
        seller_sku="KISSEN-BLAU-M",
        name="Beispiel-Kissen",
        variation="Blau, Größe M",
        fulfilment=Fulfilment.BY_SELLER,
    )
    assert line.number == LINE


def test_a_window_of_updates_is_asked_by_its_own_names(
    gateway: Gateway, feed: TemuOrderFeed
) -> None:
    gateway.on(LIST, ok(a_page()))

    feed.page(WINDOW, 3)

    (body,) = gateway.asked(LIST)
    assert (body["pageNumber"], body["pageSize"]) == (3, 100)
    assert (body["updateAtStart"], body["updateAtEnd"]) == SECONDS
    assert body["sortby"] == "updateTime"
    assert "parentOrderStatus" not in body
    assert "pageNo" not in body


def test_a_window_of_creation_may_ask_for_a_status(gateway: Gateway, feed: TemuOrderFeed) -> None:
    gateway.on(LIST, ok(a_page()))

    feed.page(WINDOW, 1, by=ListedBy.CREATED, status=MarketplaceStatus.PARTIALLY_SHIPPED)

    (body,) = gateway.asked(LIST)
    assert (body["createAfter"], body["createBefore"]) == SECONDS
    assert (body["sortby"], body["parentOrderStatus"]) == ("createTime", 41)


def test_numbers_are_asked_twenty_at_a_time(gateway: Gateway, feed: TemuOrderFeed) -> None:
    gateway.on(
        LIST, lambda body: ok(a_page(*(an_item(number) for number in body["parentOrderSnList"])))
    )
    numbers = [OrderNumber(f"PO-076-{n:017d}") for n in range(45)]

    page = feed.by_number(numbers)

    assert list(page.orders) == numbers
    assert sorted(len(body["parentOrderSnList"]) for body in gateway.bodies) == [5, 20, 20]
    assert [raw.key for raw in page.raw] == ["numbers-1", "numbers-2", "numbers-3"]


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (1, MarketplaceStatus.PENDING),
        (2, MarketplaceStatus.UNSHIPPED),
        (3, MarketplaceStatus.CANCELLED),
        (4, MarketplaceStatus.SHIPPED),
        (41, MarketplaceStatus.PARTIALLY_SHIPPED),
        (5, MarketplaceStatus.DELIVERED),
        (51, MarketplaceStatus.PARTIALLY_DELIVERED),
        (77, Unknown(field="parentOrderStatus", value="77")),
    ],
)
def test_a_status_has_a_word_or_is_unknown(
    gateway: Gateway,
    feed: TemuOrderFeed,
    number: int,
    status: MarketplaceStatus | Unknown,
) -> None:
    assert _listed(gateway, feed, an_item(parentOrderStatus=number)).status == status


def test_unknown_values_of_deciding_fields_are_told(gateway: Gateway, feed: TemuOrderFeed) -> None:
    item = an_item(orderPaymentType="IOU", shippingMethod=None)
    item["orderList"] = [a_line(fulfillmentType="fulfillByRobot")]

    order = _listed(gateway, feed, item)

    assert order.payment == Unknown(field="orderPaymentType", value="IOU")
    assert order.shipping_method == Unknown(field="shippingMethod", value="missing")
    assert order.lines[0].fulfilment == Unknown(field="fulfillmentType", value="fulfillByRobot")


def test_labels_that_are_set_stop_the_order(gateway: Gateway, feed: TemuOrderFeed) -> None:
    names = (
        "pending_buyer_cancellation",
        "pending_buyer_address_change",
        "pending_risk_control_alert",
    )

    order = _listed(
        gateway, feed, an_item(parentOrderLabel=[{"name": name, "value": 1} for name in names])
    )

    assert order.labels == set(OrderLabel)


def test_warnings_decide_on_address_label_and_pick_up(
    gateway: Gateway, feed: TemuOrderFeed
) -> None:
    item = an_item(fulfillmentWarning=["CONFIRMED_CHANGED_ADDRESS", "RESTRICT_SELF_SHIPPING"])
    item["orderList"] = [a_line(fulfillmentWarning=["REQUIRES_CUSTOMER_PICKUP"])]

    order = _listed(gateway, feed, item)

    assert order.address_changed
    assert order.own_shipping_restricted
    assert order.shipping_method is ShippingMethod.PICK_UP


def test_a_line_without_products_is_known_by_its_sku_only(
    gateway: Gateway, feed: TemuOrderFeed
) -> None:
    item = an_item()
    item["orderList"] = [a_line(productList=None), a_line(productList=[{}, {"extCode": "B"}])]

    plain, bundle = _listed(gateway, feed, item).lines

    assert (plain.seller_sku, plain.products, plain.sold_factor) == ("", 1, 1)
    assert bundle.products == 2


@pytest.mark.parametrize("seconds", [None, 0])
def test_a_pending_order_may_have_no_deadline(
    gateway: Gateway, feed: TemuOrderFeed, seconds: int | None
) -> None:
    assert _listed(gateway, feed, an_item(expectShipLatestTime=seconds)).ship_by is None


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"parentOrderTime": "1767200400"}, "parentOrderMap.parentOrderTime"),
        ({"parentOrderTime": 1767200400000}, "parentOrderMap.parentOrderTime"),
        ({"updateTime": None}, "parentOrderMap.updateTime"),
        ({"parentOrderStatus": "2"}, "parentOrderMap.parentOrderStatus"),
        ({"parentOrderStatus": True}, "parentOrderMap.parentOrderStatus"),
        ({"expectShipLatestTime": 10**30}, "parentOrderMap.expectShipLatestTime"),
        ({"parentOrderLabel": [{"name": "x"}]}, "parentOrderMap.parentOrderLabel[0].value"),
        ({"fulfillmentWarning": [7]}, "parentOrderMap.fulfillmentWarning[0]"),
    ],
)
def test_a_field_that_cannot_be_read_holds_back_its_order_alone(
    gateway: Gateway, feed: TemuOrderFeed, change: dict[str, Any], path: str
) -> None:
    other = OrderNumber("PO-076-00000000000000002")
    gateway.on(LIST, ok(a_page(an_item(**change), an_item(other))))

    page = feed.page(WINDOW, 1)

    problem = page.orders[OrderNumber(NUMBER)]
    assert isinstance(problem, Problem)
    assert (problem.family, problem.field) == (Family.HUMAN, path)
    assert isinstance(page.orders[other], ListedOrder)
    assert page.total == 2


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"quantity": -1}, "orderList[0].quantity"),
        ({"quantity": 1.5}, "orderList[0].quantity"),
        ({"skuId": 17592200000001.0}, "orderList[0].skuId"),
        ({"productList": [{"soldFactor": 0}]}, "orderList[0].productList[0].soldFactor"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(
    gateway: Gateway, feed: TemuOrderFeed, change: dict[str, Any], path: str
) -> None:
    item = an_item()
    item["orderList"] = [a_line(**change)]
    gateway.on(LIST, ok(a_page(item)))

    problem = feed.page(WINDOW, 1).orders[OrderNumber(NUMBER)]

    assert isinstance(problem, Problem)
    assert problem.field == path


def test_a_missing_field_is_named(gateway: Gateway, feed: TemuOrderFeed) -> None:
    item = an_item()
    del item["parentOrderMap"]["parentOrderTime"]
    gateway.on(LIST, ok(a_page(item)))

    problem = feed.page(WINDOW, 1).orders[OrderNumber(NUMBER)]

    assert isinstance(problem, Problem)
    assert problem.field == "parentOrderMap.parentOrderTime"


def test_an_order_without_a_number_keeps_the_page_incomplete(
    gateway: Gateway, feed: TemuOrderFeed
) -> None:
    """
    It is part of the total, so the walk never takes the list for complete.
    """
    gateway.on(LIST, ok(a_page(an_item(parentOrderSn=None), an_item())))

    page = feed.page(WINDOW, 1)

    assert page.total == 2
    assert list(page.orders) == [NUMBER]
    assert page.oddities[NAMELESS] == 1


@pytest.mark.parametrize(
    "result", [a_page("?", {}), {"pageItems": []}, None, {"totalItemNum": 0, "pageItems": {}}]
)
def test_a_page_of_which_nothing_can_be_read_is_corrupt(
    gateway: Gateway, feed: TemuOrderFeed, result: object
) -> None:
    gateway.on(LIST, ok(result))

    with pytest.raises(CorruptReplyError):
        feed.page(WINDOW, 1)


def test_extra_fields_and_idle_unknown_values_are_counted(
    gateway: Gateway, feed: TemuOrderFeed
) -> None:
    item = an_item(newField=1, parentOrderLabel=[{"name": "brand_new", "value": 1}])
    item["orderList"] = [a_line(fulfillmentWarning=["BRAND_NEW"]) | {"other": {}}]
    gateway.on(LIST, ok(a_page(item)))

    page = feed.page(WINDOW, 1)

    assert page.oddities == {
        "parentOrderMap.newField": 1,
        "orderList.other": 1,
        "parentOrderLabel=brand_new": 1,
        "fulfillmentWarning=BRAND_NEW": 1,
    }


def test_the_answer_is_kept_as_it_came(gateway: Gateway, feed: TemuOrderFeed) -> None:
    reply = ok(a_page(an_item()))
    gateway.on(LIST, reply)

    (raw,) = feed.page(WINDOW, 2).raw

    assert (raw.call, raw.key, raw.body) == (Call.ORDERS, "2", reply.text)
    assert "Größe" in raw.body


def test_a_page_past_the_end_is_empty(gateway: Gateway, feed: TemuOrderFeed) -> None:
    gateway.on(LIST, ok({"totalItemNum": 3, "pageItems": None}))

    page = feed.page(WINDOW, 9)

    assert (page.total, dict(page.orders)) == (3, {})
