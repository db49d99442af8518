"""Coming in, and what the first view costs."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.e2e.served_app.demo_server import DemoServer
from tests.e2e.served_app.visitor import PHONE, Visitor, visiting

MOST_BYTES = 100_000
MOST_REQUESTS = 12


def test_a_stranger_is_asked_for_a_token_and_a_wrong_one_opens_nothing(
    browser: Browser, shop: DemoServer
) -> None:
    with visiting(browser, shop) as visitor:
        visitor.page.goto(f"{shop.url}/#/jobs")
        visitor.page.locator("#token").fill("guessed")
        visitor.page.keyboard.press("Enter")

        expect(visitor.page.get_by_role("alert")).to_contain_text("kennt der Server nicht")
        visitor.page.locator("#token").fill(shop.token)
        visitor.page.keyboard.press("Enter")
        # Where they wanted to go in the first place.
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Abläufe")


def test_the_overview_says_what_needs_a_person(visitor: Visitor) -> None:
    expect(visitor.page.locator(".attention")).to_contain_text("angehalten")
    expect(visitor.page.locator("#banners")).to_contain_text("DEMO")
    expect(visitor.page.locator(".tile")).to_have_count(7)
    assert visitor.page.title() == "Überblick · temu-jtl"


def test_whatever_page_comes_first_a_stopped_shop_says_so(
    browser: Browser, own_shop: DemoServer
) -> None:
    with visiting(browser, own_shop) as visitor:
        visitor.log_in()
        own_shop.post("/api/shops/sandbox/stop")
        visitor.visit("jobs")
        visitor.page.reload()

        expect(visitor.page.locator("#banners")).to_contain_text("GESTOPPT")


def test_the_first_view_is_small_and_asks_little(browser: Browser, shop: DemoServer) -> None:
    """
    As somebody who is logged in opens the app with an empty cache; the worker comes later.
    """
    with visiting(browser, shop) as first:
        first.log_in()
        state = first.context.storage_state()
    with visiting(browser, shop, storage_state=state, service_workers="block") as visitor:
        asked: list[Any] = []
        visitor.page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108 - a builtin is refused
        visitor.page.goto(shop.url)
        expect(visitor.page.locator(".attention:not(.bone)")).to_be_visible()
        # What comes after the first view: the worker, its manifest.
        later = ("/core/installed.js", "/core/standing.js", "/manifest.webmanifest")
        before = [request for request in asked if not request.url.endswith(later)]
        sizes = [request.sizes() for request in before]
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    urls = "\n".join(request.url for request in before)
    assert len(before) <= MOST_REQUESTS, urls
    assert total <= MOST_BYTES, urls


@pytest.mark.parametrize("path", ["overview", "jobs", "log", "orders", "held", "stock", "settings"])
def test_nothing_is_wider_than_the_narrowest_phone(
    browser: Browser, shop: DemoServer, path: str
) -> None:
    with visiting(browser, shop, size=PHONE) as visitor:
        visitor.log_in()
        visitor.visit(path)
        expect(visitor.page.locator("body[data-loading]")).to_have_count(0)
        width = visitor.page.evaluate("document.documentElement.scrollWidth")

    assert width <= PHONE[0]
