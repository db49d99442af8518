"""The next list page is read while the caller works on this one."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from tests.unit.adapters.temu_http.gateway import Body, Gateway, ok

from adapters.temu_http.offer_feed import TemuOfferFeed
from adapters.temu_http.order_feed import TemuOrderFeed
from temu_core.ports.offer_feed import OfferList
from temu_core.window import Window

ORDERS, OFFERS = "bg.order.list.v2.get", "bg.local.goods.sku.list.query"
START = datetime(2026, 1, 1, tzinfo=UTC)
WINDOW = Window(start=START, end=START + timedelta(hours=1))


def _orders(total: int) -> httpx.Response:
    return ok({"totalItemNum": total, "pageItems": []})


def _offers(total: int) -> httpx.Response:
    return ok({"pageNo": 1, "total": total, "skuList": []})


def _asked(gateway: Gateway, operation: str, field: str, *, at_least: int) -> list[Any]:
    """
    Return the pages asked for, once there are so many.
    """
    until = time.monotonic() + 10
    while len(gateway.asked(operation)) < at_least and time.monotonic() < until:
        time.sleep(0.005)
    return [body[field] for body in gateway.asked(operation)]


def test_a_walk_over_orders_asks_each_page_once_and_is_one_ahead_from_the_second() -> None:
    gateway = Gateway()
    gateway.on(ORDERS, _orders(350))
    feed = TemuOrderFeed(router=gateway.router())

    feed.page(WINDOW, 1)
    assert _asked(gateway, ORDERS, "pageNumber", at_least=1) == [1]
    feed.page(WINDOW, 2)
    assert _asked(gateway, ORDERS, "pageNumber", at_least=3) == [1, 2, 3]
    feed.page(WINDOW, 3)
    feed.page(WINDOW, 4)
    feed.page(WINDOW, 1)

    assert _asked(gateway, ORDERS, "pageNumber", at_least=5) == [1, 2, 3, 4, 1]


def test_another_window_is_not_answered_with_what_was_read_ahead() -> None:
    gateway = Gateway()
    feed = TemuOrderFeed(router=gateway.router())
    later = Window(start=WINDOW.start, end=WINDOW.end + timedelta(hours=1))

    def by_window(body: Body) -> httpx.Response:
        return _orders(350 if body["updateAtEnd"] == int(WINDOW.end.timestamp()) else 7)

    gateway.on(ORDERS, by_window)
    feed.page(WINDOW, 2)

    assert feed.page(later, 3).total == 7


def test_a_walk_over_offers_asks_each_page_once_and_is_one_ahead() -> None:
    gateway = Gateway()
    gateway.on(OFFERS, _offers(250))
    feed = TemuOfferFeed(router=gateway.router())

    feed.page(OfferList.ACTIVE, 1)
    assert _asked(gateway, OFFERS, "pageNo", at_least=2) == [1, 2]
    feed.page(OfferList.ACTIVE, 2)
    feed.page(OfferList.ACTIVE, 3)

    assert _asked(gateway, OFFERS, "pageNo", at_least=3) == [1, 2, 3]


def test_the_other_list_of_offers_is_not_answered_with_what_was_read_ahead() -> None:
    gateway = Gateway()
    feed = TemuOfferFeed(router=gateway.router())
    gateway.on(OFFERS, lambda body: _offers(250 if body["skuSearchType"] == 2 else 40))
    feed.page(OfferList.ACTIVE, 1)

    assert feed.page(OfferList.INACTIVE, 2).total == 40
