"""Coming in, and what the first view costs."""

from typing import Any, Final

import pytest
from playwright.sync_api import Browser, CDPSession, expect
from tests.e2e.app.conftest import Visit
from tests.e2e.app.server_process import ServerProcess
from tests.e2e.app.visitor import Visitor, visiting
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import SHOP

MOST_BYTES: Final = 100_000
MOST_REQUESTS: Final = 12
#: What comes after the first view: the worker's starter, and the manifest.
_LATER: Final = ("/core/installed.js", "/core/standing.js", "/manifest.webmanifest")


def test_a_stranger_is_asked_for_a_token_and_a_wrong_one_opens_nothing(
    browser: Browser, shop: ServerProcess
) -> None:
    with visiting(browser, shop.url) as visitor:
        page = visitor.page
        page.goto(f"{shop.url}/#/jobs")
        page.locator("#token").fill("guessed")
        page.keyboard.press("Enter")

        expect(page.get_by_role("alert")).to_contain_text("kennt der Server nicht")
        page.locator("#token").fill(shop.token)
        page.keyboard.press("Enter")
        # Where they wanted to go in the first place.
        expect(page.get_by_role("heading", level=1)).to_have_text("Abläufe")
        assert visitor.complaints == []


def test_the_first_start_of_a_fresh_shop_says_that_nothing_ran_yet(
    visit: Visit, own_shop: ServerProcess
) -> None:
    visitor = visit(own_shop)

    expect(visitor.page.locator("#banners")).to_contain_text("DEMO")
    for path in ("/orders", "/held", "/stock", "/plans", "/alerts", "/reconciliation", "/runs"):
        visitor.go(path)
        expect(visitor.page.locator(".state")).to_be_visible()


def test_the_overview_says_what_needs_a_person(visitor: Visitor) -> None:
    expect(visitor.page.locator(".attention")).to_contain_text("angehalten")
    expect(visitor.page.locator("#banners")).to_contain_text("DEMO")
    expect(visitor.page.locator(".tile")).to_have_count(7)
    assert visitor.page.title() == "Überblick · temu-jtl"


def test_whatever_page_comes_first_a_stopped_shop_says_so(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter()
    visitor = visit(counter)
    counter.post(f"/api/shops/{SHOP}/stop", {}).raise_for_status()
    visitor.go("/jobs")

    visitor.page.reload()

    expect(visitor.page.locator("#banners")).to_contain_text("GESTOPPT")


def test_the_first_view_is_small_and_asks_little(
    browser: Browser, visitor: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    As somebody who is logged in opens the app with an empty cache; the worker comes later.
    """
    state = visitor.context.storage_state()
    with visiting(browser, visitor.url, storage_state=state) as back:
        wire = _Wire(back.context.new_cdp_session(back.page))
        back.page.goto(back.url)
        back.see_overview()
        back.see_page()
        wire.drain()
    before = {url: size for url, size in wire.sizes.items() if not url.endswith(_LATER)}
    with capsys.disabled():
        print(f"\nfirst view: {len(before)} requests, {sum(before.values()):,} bytes over the wire")
    told = "\n".join(f"{size:>7} {url}" for url, size in before.items())
    assert 1 < len(before) <= MOST_REQUESTS, told
    assert sum(before.values()) <= MOST_BYTES, told


class _Wire:
    """
    What the browser's network saw: bytes of head and body, still compressed, per address.
    """

    def __init__(self, session: CDPSession) -> None:
        self.sizes: dict[str, int] = {}
        self._session = session
        self._urls: dict[str, str] = {}
        session.on("Network.requestWillBeSent", self._begun)
        session.on("Network.loadingFinished", self._ended)
        session.send("Network.enable")

    def drain(self) -> None:
        """
        Wait until the browser told everything it had to tell.
        """
        self._session.send("Network.disable")

    def _begun(self, event: dict[str, Any]) -> None:
        self._urls[event["requestId"]] = event["request"]["url"]

    def _ended(self, event: dict[str, Any]) -> None:
        url = self._urls[event["requestId"]]
        self.sizes[url] = self.sizes.get(url, 0) + int(event["encodedDataLength"])
