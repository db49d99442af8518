"""The app for those who hear it, use no mouse, read English, or want it dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from tests.e2e.served_app.demo_server import DemoServer
from tests.e2e.served_app.visitor import DESKTOP, PHONE, Visitor, visiting

JOB = "jobs/temu_orders_sync"
_TOO_SMALL = """() => [...document.querySelectorAll("button, select, .tabs a, .rows a, .needs a")]
  .filter(node => node.offsetParent && node.getBoundingClientRect().height < 43.5)
  .map(node => node.outerHTML.slice(0, 120))"""
_SERIOUS = ("serious", "critical")


def _findings(visitor: Visitor, where: str) -> list[tuple[str, str, str]]:
    found = Axe().run(visitor.page).response["violations"]
    return [
        (where, violation["id"], node["html"])
        for violation in found
        if violation["impact"] in _SERIOUS
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(("size", "colours"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_no_page_fails_those_who_need_other_ways(
    browser: Browser,
    shop: DemoServer,
    size: tuple[int, int],
    colours: Literal["light", "dark"],
) -> None:
    run = shop.get("/api/runs")["items"][-1]["run_id"]
    with visiting(browser, shop, size=size, colours=colours) as visitor:
        page = visitor.page
        page.goto(shop.url)
        expect(page.locator("#token")).to_be_visible()
        found = _findings(visitor, "login")
        visitor.log_in()
        for path in ("overview", "jobs", JOB, "runs", f"runs/{run}", "log", "diagnostics"):
            visitor.visit(path)
            expect(page.locator(".bone")).to_have_count(0)
            found += _findings(visitor, path)
        visitor.visit(JOB)
        page.locator("#change-full").click()
        expect(page.get_by_role("dialog").locator(".next-times li")).to_have_count(5)
        found += _findings(visitor, "schedule")

    assert found == []


def test_a_change_of_page_moves_the_focus_to_its_heading(visitor: Visitor) -> None:
    visitor.page.locator(".side").get_by_role("link", name="Abläufe").click()

    expect(visitor.page.get_by_role("heading", level=1, name="Abläufe")).to_be_focused()
    expect(visitor.page).to_have_title("Abläufe · temu-jtl")


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(visitor: Visitor) -> None:
    visitor.page.reload()
    expect(visitor.page.locator(".attention:not(.bone)")).to_be_visible()
    visitor.page.keyboard.press("Tab")

    expect(visitor.page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#main")).to_be_focused()
    # It is a place in this page, not another page.
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Überblick")


def test_the_browser_chooses_the_language_and_a_person_may_choose_another(
    browser: Browser, shop: DemoServer
) -> None:
    with visiting(browser, shop, locale="en-GB") as visitor:
        visitor.log_in()
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Overview")
        visitor.page.locator(".who").click()
        visitor.page.get_by_role("radio", name="Deutsch").click(force=True)
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Überblick")

        visitor.page.reload()

        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Überblick")
        expect(visitor.page.locator("html")).to_have_attribute("lang", "de")


def test_a_chosen_theme_stays(visitor: Visitor) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = visitor.page.evaluate(ground)
    visitor.page.locator(".who").click()
    visitor.page.get_by_role("radio", name="Dunkel").check()

    visitor.page.reload()

    expect(visitor.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert visitor.page.evaluate(ground) != light


def test_what_is_touched_on_a_phone_is_large_enough(browser: Browser, shop: DemoServer) -> None:
    """
    44 pixels; links within a line of text are left out, as the guideline does.
    """
    with visiting(browser, shop, size=PHONE, has_touch=True, is_mobile=True) as visitor:
        visitor.log_in()
        small = {}
        for path in ("overview", "jobs", JOB, "log"):
            visitor.visit(path)
            expect(visitor.page.locator(".bone")).to_have_count(0)
            small[path] = visitor.page.evaluate(_TOO_SMALL)

    assert small == {path: [] for path in small}
