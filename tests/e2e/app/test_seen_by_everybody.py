"""The pages about orders, stock and settings for those who see, read or reach less."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.e2e.app.conftest import Visit
from tests.integration.rest.counter import Counter

PATHS = ("/orders", "/orders/{held}", "/held", "/stock", "/alerts", "/plans", "/settings")
Scheme = Literal["light", "dark"]


def _path(path: str, counter: Counter) -> str:
    held = counter.get("/api/orders?state=held&limit=1").json()["items"][0]["number"]
    return path.replace("{held}", held)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_page_fails_those_who_need_other_ways(
    busy_counter: Counter, visit: Visit, width: int, scheme: Scheme
) -> None:
    visitor = visit(busy_counter, width=width, scheme=scheme)
    found = []
    for path in PATHS:
        visitor.go(_path(path, busy_counter))
        if path == "/stock":
            visitor.page.get_by_role("button", name="Warum").first.click()
        if path == "/held":
            visitor.button("Text berichtigen").first.click()
            expect(visitor.page.get_by_label("Land", exact=True)).to_be_visible()

        violations = Axe().run(visitor.page).response["violations"]
        found += [
            (path, violation["id"], violation["nodes"][0]["html"])
            for violation in violations
            if violation["impact"] in ("serious", "critical")
        ]

    assert found == []


@pytest.mark.parametrize("path", PATHS)
def test_a_small_phone_needs_no_scrolling_sideways(
    busy_counter: Counter, visit: Visit, path: str
) -> None:
    visitor = visit(busy_counter, width=360)

    visitor.go(_path(path, busy_counter))

    too_wide = visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert too_wide <= 0


def test_a_remedy_is_applied_by_keyboard_alone(busy_counter: Counter, visit: Visit) -> None:
    visitor = visit(busy_counter)
    keyboard = visitor.page.keyboard
    visitor.go("/held/sku_unknown")
    button = visitor.page.locator("#held-sku_unknown").get_by_role(
        "button", name="Artikel zuordnen"
    )

    button.focus()
    keyboard.press("Enter")
    field = visitor.page.get_by_label("Artikelnummer im ERP")
    expect(field).to_be_focused()
    keyboard.type("NO-SUCH")
    keyboard.press("Enter")

    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(button).to_be_focused()
