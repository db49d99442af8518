"""Addresses and amounts, and what is said when there are none."""

from typing import Any

import httpx
import pytest
from tests.unit.adapters.temu_http.gateway import Gateway, html, ok, refused
from tests.unit.adapters.temu_http.replies import (
    LINE,
    NUMBER,
    an_address,
    cents,
    some_amounts,
)

from adapters.temu_http.order_feed import TemuOrderFeed
from shared_kernel.errors import Family, Problem, RejectedError, UnavailableError
from temu_core.address import BuyerAddress
from temu_core.amounts import LineAmounts, OrderAmounts
from temu_core.details import NO_PERMISSION, Needs
from temu_core.order import LineNumber, OrderNumber
from temu_core.payload import Call

ADDRESS, AMOUNTS = "bg.order.shippinginfo.v2.get", "bg.order.amount.query"
ORDER = OrderNumber(NUMBER)
BOTH = Needs(address=True, amounts=True)


@pytest.fixture
def gateway() -> Gateway:
    gateway = Gateway()
    gateway.on(ADDRESS, ok(an_address()))
    gateway.on(AMOUNTS, lambda body: ok(some_amounts(body["parentOrderSn"])))
    return gateway


@pytest.fixture
def feed(gateway: Gateway) -> TemuOrderFeed:
    return TemuOrderFeed(router=gateway.router())


def _amounts(gateway: Gateway, feed: TemuOrderFeed, result: Any) -> OrderAmounts | Problem | None:
    gateway.on(AMOUNTS, ok(result))
    return feed.details({ORDER: BOTH}).orders[ORDER].amounts


def test_an_address_is_translated(feed: TemuOrderFeed) -> None:
    address = feed.details({ORDER: BOTH}).orders[ORDER].address

    assert address == BuyerAddress(
        full_name="Erika Muster",
        first_name="Erika",
        last_name="Muster",
        street_lines=("Musterstraße 12", "Hinterhaus"),
        post_code="10115",
        city="Potsdam",
        state="Berlin",
        country_name="Germany",
        phone="+49 30 0000000 0001",
        mail="abc0001@mail.example.invalid",
    )


def test_the_joined_street_helps_out(gateway: Gateway, feed: TemuOrderFeed) -> None:
    gateway.on(ADDRESS, ok(an_address(addressLine1="", addressLine3=None)))

    address = feed.details({ORDER: BOTH}).orders[ORDER].address

    assert isinstance(address, BuyerAddress)
    assert address.street_lines == ("Musterstraße 12 Hinterhaus",)


@pytest.mark.parametrize("result", [None, {}])
def test_an_order_that_is_not_open_has_an_empty_address(
    gateway: Gateway, feed: TemuOrderFeed, result: object
) -> None:
    gateway.on(ADDRESS, ok(result))

    assert feed.details({ORDER: BOTH}).orders[ORDER].address == BuyerAddress()


def test_amounts_are_translated_and_joined_by_line(feed: TemuOrderFeed) -> None:
    amounts = feed.details({ORDER: BOTH}).orders[ORDER].amounts

    line = LineAmounts(
        line=LineNumber(LINE),
        quantity=2,
        goods_gross=4760,
        goods_tax=760,
        shipping_gross=299,
        shipping_tax=48,
        seller_discount=100,
        marketplace_discount=50,
    )
    assert amounts == OrderAmounts(
        currency="EUR",
        goods_gross=4760,
        goods_tax=760,
        shipping_gross=299,
        shipping_tax=48,
        seller_discount=100,
        marketplace_discount=50,
        lines=(line,),
    )


def test_a_missing_discount_is_none_at_all(gateway: Gateway, feed: TemuOrderFeed) -> None:
    result = some_amounts(discountFromSeller=None)
    del result["parentOrderMap"]["discountFromTEMU"]

    amounts = _amounts(gateway, feed, result)

    assert isinstance(amounts, OrderAmounts)
    assert (amounts.seller_discount, amounts.marketplace_discount) == (0, 0)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"retailPriceTotalTaxIncl": None}, "parentOrderMap.retailPriceTotalTaxIncl"),
        (
            {"productTaxAmount": {"amount": "760", "currency": "EUR"}},
            "parentOrderMap.productTaxAmount.amount",
        ),
        (
            {"productTaxAmount": {"amount": 7.6, "currency": "EUR"}},
            "parentOrderMap.productTaxAmount.amount",
        ),
        ({"shipTaxAmount": cents(48, "PLN")}, "parentOrderMap.shipTaxAmount.currency"),
        ({"discountFromSeller": cents(-1)}, "parentOrderMap.discountFromSeller.amount"),
        ({"parentOrderSn": "PO-076-9"}, "parentOrderMap.parentOrderSn"),
    ],
)
def test_money_that_cannot_be_trusted_is_a_problem(
    gateway: Gateway, feed: TemuOrderFeed, change: dict[str, Any], path: str
) -> None:
    amounts = _amounts(gateway, feed, some_amounts(**change))

    assert isinstance(amounts, Problem)
    assert (amounts.family, amounts.field) == (Family.HUMAN, path)


def test_a_line_in_another_currency_is_a_problem(gateway: Gateway, feed: TemuOrderFeed) -> None:
    result = some_amounts()
    result["orderList"][0]["shipTaxAmount"] = cents(48, "CHF")

    amounts = _amounts(gateway, feed, result)

    assert isinstance(amounts, Problem)
    assert amounts.field == "orderList[0].shipTaxAmount.currency"


def test_only_what_is_needed_is_asked(gateway: Gateway, feed: TemuOrderFeed) -> None:
    other = OrderNumber("PO-076-00000000000000002")

    details = feed.details({ORDER: Needs(address=True), other: Needs(amounts=True)})

    assert details.orders[ORDER].amounts is None
    assert details.orders[other].address is None
    assert [(raw.call, raw.key) for raw in details.raw] == [
        (Call.ADDRESS, ORDER),
        (Call.AMOUNTS, other),
    ]


def test_the_decrypting_operation_may_be_chosen(gateway: Gateway) -> None:
    gateway.on("bg.order.decryptshippinginfo.get", ok(an_address()))
    feed = TemuOrderFeed(router=gateway.router(), address_call="bg.order.decryptshippinginfo.get")

    details = feed.details({ORDER: Needs(address=True)})

    assert isinstance(details.orders[ORDER].address, BuyerAddress)


def test_a_missing_right_to_amounts_leaves_the_address(
    gateway: Gateway, feed: TemuOrderFeed
) -> None:
    gateway.on(AMOUNTS, refused(3000032))

    details = feed.details({ORDER: BOTH})

    amounts = details.orders[ORDER].amounts
    assert isinstance(amounts, Problem)
    assert (amounts.code, amounts.field) == (NO_PERMISSION, AMOUNTS)
    assert isinstance(details.orders[ORDER].address, BuyerAddress)
    assert len(details.raw) == 2


def test_a_missing_right_alone_is_still_no_failure_of_the_batch(
    gateway: Gateway, feed: TemuOrderFeed
) -> None:
    gateway.on(AMOUNTS, refused(3000032))

    details = feed.details({ORDER: Needs(amounts=True)})

    assert isinstance(details.orders[ORDER].amounts, Problem)


def test_amounts_that_are_not_computed_yet_come_later(
    gateway: Gateway, feed: TemuOrderFeed
) -> None:
    gateway.on(AMOUNTS, refused(140020008))

    amounts = feed.details({ORDER: Needs(amounts=True)}).orders[ORDER].amounts

    assert isinstance(amounts, Problem)
    assert (amounts.family, amounts.code) == (Family.TRY_LATER, "140020008")


def test_one_lost_answer_does_not_lose_the_others(gateway: Gateway, feed: TemuOrderFeed) -> None:
    other = OrderNumber("PO-076-00000000000000002")

    def reply(body: Any) -> httpx.Response:
        return html(502) if body["parentOrderSn"] == NUMBER else ok(an_address())

    gateway.on(ADDRESS, reply)

    details = feed.details({ORDER: Needs(address=True), other: Needs(address=True)})

    lost = details.orders[ORDER].address
    assert isinstance(lost, Problem)
    assert lost.family is Family.TRY_LATER
    assert isinstance(details.orders[other].address, BuyerAddress)


def test_an_outage_is_raised_when_nothing_is_known(gateway: Gateway, feed: TemuOrderFeed) -> None:
    gateway.on(ADDRESS, html(502))
    gateway.on(AMOUNTS, refused(4000000))

    with pytest.raises(UnavailableError):
        feed.details({ORDER: BOTH})


def test_a_wrong_token_is_raised(gateway: Gateway, feed: TemuOrderFeed) -> None:
    gateway.on(ADDRESS, refused(3000034))
    gateway.on(AMOUNTS, refused(3000034))

    with pytest.raises(RejectedError) as caught:
        feed.details({ORDER: BOTH})

    assert caught.value.field == "temu.access_token"


def test_nothing_asked_is_nothing_answered(gateway: Gateway, feed: TemuOrderFeed) -> None:
    assert not feed.details({}).orders
    assert not gateway.bodies
