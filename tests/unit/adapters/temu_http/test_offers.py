"""The two lists of offers."""

from typing import Any

import pytest
from tests.unit.adapters.temu_http.gateway import Gateway, ok

from adapters.temu_http.offer_feed import NAMELESS, TemuOfferFeed
from shared_kernel.errors import CorruptReplyError, Family, Problem
from temu_core.offer import GoodsId, Offer, SkuId
from temu_core.payload import Call
from temu_core.ports.offer_feed import OfferList

LIST = "bg.local.goods.sku.list.query"
SKU = SkuId(17592200000001)


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def feed(gateway: Gateway) -> TemuOfferFeed:
    return TemuOfferFeed(router=gateway.router())


def a_row(**row: Any) -> dict[str, Any]:
    """
    Return one row of the list.
    """
    return {
        "goodsId": 601099500000001,
        "skuId": SKU,
        "skuSn": "KISSEN-BLAU-M",
        "goodsName": "Beispiel-Kissen",
        "specName": "Blau, M",
        "stock": 12,
        "price": "15.00",
        "volumeInfo": {"length": "40.0", "unit": "cm"},
    } | row


def _page(*rows: object) -> dict[str, Any]:
    return {"pageNo": 1, "total": len(rows), "skuList": list(rows)}


@pytest.mark.parametrize(
    ("which", "status", "call"),
    [
        (OfferList.ACTIVE, 2, Call.OFFERS_ACTIVE),
        (OfferList.INACTIVE, 3, Call.OFFERS_INACTIVE),
    ],
)
def test_a_list_is_asked_by_both_names_of_its_filter(
    gateway: Gateway, feed: TemuOfferFeed, which: OfferList, status: int, call: Call
) -> None:
    gateway.on(LIST, ok(_page()))

    page = feed.page(which, 4)

    (body,) = gateway.bodies
    assert (body["skuSearchType"], body["skuStatusFilterType"]) == (status, status)
    assert (body["pageNo"], body["pageSize"]) == (4, 100)
    assert "pageNumber" not in body
    assert [(raw.call, raw.key) for raw in page.raw] == [(call, "4")]


def test_an_offer_is_translated(gateway: Gateway, feed: TemuOfferFeed) -> None:
    gateway.on(LIST, ok(_page(a_row())))

    page = feed.page(OfferList.ACTIVE, 1)

    assert page.offers == {
        SKU: Offer(
            goods_id=GoodsId(601099500000001),
            sku_id=SKU,
            seller_sku="KISSEN-BLAU-M",
            name="Beispiel-Kissen, Blau, M",
            stock=12,
        )
    }
    assert not page.oddities


def test_an_id_beyond_a_float_is_exact(gateway: Gateway, feed: TemuOfferFeed) -> None:
    gateway.on(LIST, ok(_page(a_row(skuId=9007199254740993))))

    assert list(feed.page(OfferList.ACTIVE, 1).offers) == [9007199254740993]


@pytest.mark.parametrize("stock", ["12", -1, None, 1.5])
def test_an_offer_that_cannot_be_read_is_a_problem_of_its_own(
    gateway: Gateway, feed: TemuOfferFeed, stock: object
) -> None:
    gateway.on(LIST, ok(_page(a_row(stock=stock), a_row(skuId=5))))

    offers = feed.page(OfferList.ACTIVE, 1).offers

    problem = offers[SKU]
    assert isinstance(problem, Problem)
    assert (problem.family, problem.field) == (Family.HUMAN, "stock")
    assert isinstance(offers[SkuId(5)], Offer)


def test_an_offer_without_an_id_is_counted(gateway: Gateway, feed: TemuOfferFeed) -> None:
    gateway.on(LIST, ok(_page(a_row(skuId=None), a_row(brandNew=1))))

    page = feed.page(OfferList.ACTIVE, 1)

    assert page.oddities == {NAMELESS: 1, "brandNew": 1}
    assert page.total == 2


@pytest.mark.parametrize("result", [None, {"skuList": []}, _page("?")])
def test_a_list_of_which_nothing_can_be_read_is_corrupt(
    gateway: Gateway, feed: TemuOfferFeed, result: object
) -> None:
    gateway.on(LIST, ok(result))

    with pytest.raises(CorruptReplyError):
        feed.page(OfferList.ACTIVE, 1)
