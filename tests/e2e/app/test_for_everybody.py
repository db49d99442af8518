"""The app for those who hear it, use no mouse, read English, or want it dark."""

import pytest
from playwright.sync_api import Browser, expect
from tests.e2e.app.accessibility import serious_findings
from tests.e2e.app.conftest import Visit
from tests.e2e.app.server_process import ServerProcess
from tests.e2e.app.visitor import DESKTOP, PHONE, Scheme, Visitor, visiting

JOB = "/jobs/temu_orders_sync"
_TOO_SMALL = """() => [...document.querySelectorAll("button, select, .tabs a, .rows a, .needs a")]
  .filter(node => node.offsetParent && node.getBoundingClientRect().height < 43.5)
  .map(node => node.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_forms_and_dialogs_fail_nobody_who_needs_other_ways(
    browser: Browser, shop: ServerProcess, size: tuple[int, int], scheme: Scheme
) -> None:
    """
    The pages as they stand are looked at on the tour.
    """
    with visiting(browser, shop.url, size=size, scheme=scheme) as visitor:
        page = visitor.page
        page.goto(shop.url)
        expect(page.locator("#token")).to_be_visible()
        found = serious_findings(page, "login")
        visitor.log_in(shop.token)
        visitor.go(JOB)
        page.locator("#change-full").click()
        expect(page.get_by_role("dialog").locator(".next-times li")).to_have_count(5)
        found += serious_findings(page, "schedule")
        page.keyboard.press("Escape")
        visitor.go("/stock")
        page.get_by_role("button", name="Warum").first.click()
        found += serious_findings(page, "why is it so many")
        visitor.go("/held")
        visitor.button("Text berichtigen").first.click()
        expect(page.get_by_label("Land", exact=True)).to_be_visible()
        found += serious_findings(page, "a remedy")

    assert found == []


def test_a_change_of_page_moves_the_focus_to_its_heading(visitor: Visitor) -> None:
    visitor.page.locator(".side").get_by_role("link", name="Abläufe").click()

    expect(visitor.page.get_by_role("heading", level=1, name="Abläufe")).to_be_focused()
    expect(visitor.page).to_have_title("Abläufe · temu-jtl")


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(visitor: Visitor) -> None:
    visitor.page.reload()
    visitor.see_overview()
    visitor.page.keyboard.press("Tab")

    expect(visitor.page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#main")).to_be_focused()
    # It is a place in this page, not another page.
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Überblick")


def test_the_browser_chooses_the_language_and_a_person_may_choose_another(
    visit: Visit, shop: ServerProcess
) -> None:
    page = visit(shop, language="en-GB").page
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Overview")
    page.locator(".who").click()
    page.get_by_role("radio", name="Deutsch").click(force=True)
    expect(heading).to_have_text("Überblick")

    page.reload()

    expect(heading).to_have_text("Überblick")
    expect(page.locator("html")).to_have_attribute("lang", "de")


def test_a_chosen_theme_stays(visitor: Visitor) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = visitor.page.evaluate(ground)
    visitor.page.locator(".who").click()
    visitor.page.get_by_role("radio", name="Dunkel").check()

    visitor.page.reload()

    expect(visitor.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert visitor.page.evaluate(ground) != light


def test_what_is_touched_on_a_phone_is_large_enough(visit: Visit, shop: ServerProcess) -> None:
    """
    44 pixels; links within a line of text are left out, as the guideline does.
    """
    visitor = visit(shop, size=PHONE, has_touch=True, is_mobile=True)
    small = {}
    for path in ("/overview", "/jobs", JOB, "/log"):
        visitor.go(path)
        expect(visitor.page.locator(".bone")).to_have_count(0)
        small[path] = visitor.page.evaluate(_TOO_SMALL)

    assert small == {path: [] for path in small}


def test_a_remedy_is_applied_by_keyboard_alone(shop: ServerProcess, visit: Visit) -> None:
    visitor = visit(shop)
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
