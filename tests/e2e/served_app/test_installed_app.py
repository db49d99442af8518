"""The app on a phone: offline, what it keeps, and that nothing is left after log-out."""

import json

from playwright.sync_api import Browser, Page, expect
from tests.e2e.served_app.demo_server import DemoServer
from tests.e2e.served_app.visitor import PHONE, until, visiting

_TOUR = ("jobs", "log", "orders", "held", "stock", "plans", "alerts", "settings", "diagnostics")
_KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found[new URL(request.url).pathname] = await (await cache.match(request)).text();
    }
  }
  return found;
}"""
_WORKERS = "navigator.serviceWorker.getRegistrations().then(all => all.length)"
_STORED = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"


def _worker_is_ready(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    until(page, "navigator.serviceWorker.controller !== null")


def test_the_app_starts_offline_with_the_last_overview_and_its_time(
    browser: Browser, own_shop: DemoServer
) -> None:
    with visiting(browser, own_shop, size=PHONE) as visitor:
        visitor.log_in()
        page = visitor.page
        _worker_is_ready(page)
        page.reload()
        expect(page.locator(".attention:not(.bone)")).to_be_visible()
        own_shop.stop()

        page.reload()

        expect(page.locator(".attention:not(.bone)")).to_be_visible()
        expect(page.locator(".lead")).to_contain_text("Stand vom")
        expect(page.locator("#banners")).to_contain_text("nicht erreichbar")
        # Pages never opened before come from the shell too, and say what is the matter.
        page.locator(".tabs").get_by_role("link", name="Abläufe").click()
        expect(page.get_by_role("alert")).to_contain_text("nicht erreichbar")
        own_shop.start()
        page.get_by_role("button", name="Nochmal versuchen").click()
        expect(page.locator(".job-card")).to_have_count(3)
        expect(page.locator("#banners")).not_to_contain_text("nicht erreichbar")


def test_nothing_personal_is_kept_and_after_log_out_nothing(
    browser: Browser, shop: DemoServer
) -> None:
    orders = shop.get("/api/orders", limit=1000)["items"]
    numbers = {order["number"] for order in orders}
    with visiting(browser, shop) as visitor:
        visitor.log_in()
        page = visitor.page
        _worker_is_ready(page)
        page.reload()
        for path in [*_TOUR, f"orders/{min(numbers)}", "overview"]:
            visitor.visit(path)
            expect(page.locator("body[data-loading]")).to_have_count(0)
        kept: dict[str, str] = page.evaluate(_KEPT)
        stored = page.evaluate(_STORED)

        page.locator(".who").click()
        page.get_by_role("button", name="Abmelden").click()
        expect(page.locator("#token")).to_be_visible()

        assert "/api/overview" in kept
        answers = {path for path in kept if path.startswith("/api")}
        assert answers == {"/api/overview"}
        assert not [number for number in numbers if number in json.dumps(kept) + stored]
        assert shop.token not in json.dumps(kept) + stored
        assert page.evaluate(_KEPT) == {}
        assert page.evaluate(_STORED) == "[{},{}]"
        assert page.evaluate(_WORKERS) == 0
        assert visitor.context.cookies() == []
        assert visitor.complaints == []


def test_the_address_of_a_page_stays_with_whoever_logs_in_next(
    browser: Browser, shop: DemoServer
) -> None:
    """
    Somebody else at the same machine begins at the beginning.
    """
    with visiting(browser, shop) as visitor:
        visitor.log_in()
        visitor.visit("orders")
        visitor.page.locator(".who").click()
        visitor.page.get_by_role("button", name="Abmelden").click()
        visitor.page.locator("#token").fill(shop.token)
        visitor.page.keyboard.press("Enter")

        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Überblick")
