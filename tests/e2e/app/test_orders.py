"""Orders in the web app: found, seen, mended."""

import pytest
from playwright.sync_api import expect
from tests.e2e.app.conftest import Visit
from tests.e2e.app.server_process import ServerProcess
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter
from tests.integration.workflows.harness import order_number
from tests.integration.workflows.lamp_shop import GHOST_SKU, lamp_order, lamp_shop, lamps

from job_core.access import Role

ORDERS_NOW = "/api/jobs/temu_orders_sync/run-now?wait=60"


def _ghosts(open_counter: OpenCounter, number: int) -> Counter:
    """
    Return the counter of a shop with orders of an offer the ERP has no article for.
    """
    orders = [lamp_order(n, lamps(sku_id=GHOST_SKU)) for n in range(1, number + 1)]
    counter = open_counter(scenario=lamp_shop(*orders), workers=True)
    for job in ("temu_inventory_sync", "temu_orders_sync"):
        counter.post(f"/api/jobs/{job}/run-now?wait=60", {}).raise_for_status()
    return counter


def test_a_held_order_is_mended_and_goes_on(open_counter: OpenCounter, visit: Visit) -> None:
    counter = _ghosts(open_counter, 2)
    visitor = visit(counter)
    page = visitor.page

    visitor.go("/held")
    first = page.locator(".held-row").first
    first.get_by_role("button", name="Artikel zuordnen").click()
    article = page.get_by_label("Artikelnummer im ERP")
    article.fill("NO-SUCH")
    visitor.button("Zuordnen").click()
    expect(article).to_have_attribute("aria-invalid", "true")
    expect(article).to_have_value("NO-SUCH")
    expect(page.locator(".field-error").filter(has_text="NO-SUCH")).to_be_visible()
    article.fill("LAMP-1")
    visitor.button("Zuordnen").click()

    # The other order was held for the same SKU.
    expect(page.get_by_text("Zugeordnet. Der nächste Abgleich macht weiter.")).to_have_count(2)
    assert counter.post(ORDERS_NOW, {}).json()["state"] == "success"
    visitor.go(f"/orders/{order_number(1)}")
    expect(page.locator(".timeline")).to_contain_text("übergeben")
    expect(page.locator(".order-stopped")).to_have_count(0)


def test_all_orders_of_a_reason_are_tried_again(open_counter: OpenCounter, visit: Visit) -> None:
    counter = _ghosts(open_counter, 2)
    visitor = visit(counter)

    visitor.go("/held")
    visitor.button("Alle erneut versuchen").click()

    expect(visitor.page.locator(".held-row.is-settled")).to_have_count(2)
    assert counter.get("/api/held").json()["orders"] == 0


def test_what_cannot_be_undone_is_asked_first(open_counter: OpenCounter, visit: Visit) -> None:
    counter = _ghosts(open_counter, 1)
    visitor = visit(counter)
    visitor.go(f"/orders/{order_number(1)}")

    visitor.button("Von Hand erledigt").click()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator("dialog")).to_have_count(0)
    held = counter.get("/api/held").json()["orders"]
    visitor.button("Von Hand erledigt").click()
    visitor.page.locator("dialog").get_by_role("button", name="Von Hand erledigt").click()

    expect(visitor.page.get_by_text("geschieht nichts mehr")).to_be_visible()
    assert held == 1
    assert counter.get("/api/held").json()["orders"] == 0


def test_an_address_is_corrected_beside_its_present_text(shop: ServerProcess, visit: Visit) -> None:
    visitor = visit(shop)
    visitor.go("/held/country_unknown")
    group = visitor.page.locator("#held-country_unknown")

    group.get_by_role("button", name="Text berichtigen").click()

    country, city = group.get_by_label("Land", exact=True), group.get_by_label("Ort")
    expect(country).to_be_focused()
    expect(country).to_have_value("Atlantis")
    expect(city).not_to_have_value("")
    country.fill(" ")
    group.get_by_role("button", name="Berichtigen", exact=True).click()
    expect(group.get_by_text("Bitte füllen Sie dieses Feld aus.")).to_be_visible()
    expect(city).not_to_have_value("")


@pytest.mark.parametrize("language", ["de", "en"])
def test_held_orders_are_told_in_the_readers_language(
    shop: ServerProcess, visit: Visit, language: str
) -> None:
    visitor = visit(shop, language=language)

    visitor.go("/held")

    english = visitor.page.locator(".held-row [lang=en]")
    held = shop.get("/api/held")["orders"]
    expect(visitor.page.locator(".held-row")).to_have_count(held)
    expect(english).to_have_count(0 if language == "de" else held)


def test_orders_are_searched_and_read_on(shop: ServerProcess, visit: Visit) -> None:
    visitor = visit(shop)
    page = visitor.page
    newest = shop.get("/api/orders?sort=newest&limit=1")["items"][0]
    total = len(shop.get("/api/orders?limit=1000")["items"])

    visitor.go("/orders")
    rows = page.locator("tbody tr")
    expect(rows.first).to_contain_text(newest["number"])
    if total > 50:
        visitor.button("Weitere zeigen").click()
    expect(rows).to_have_count(total)
    page.get_by_role("searchbox").fill(newest["number"].lower())
    expect(rows).to_have_count(1)
    page.get_by_role("searchbox").fill("gibt es nicht")
    expect(page.get_by_text("Keine Bestellung gefunden")).to_be_visible()
    visitor.button("Alle zeigen").click()
    page.get_by_role("radio", name="Zu klären").check()
    expect(rows).to_have_count(shop.get("/api/held")["orders"])

    assert "nicht" not in page.url


def test_the_address_is_shown_to_who_asks_and_that_is_recorded(
    shop: ServerProcess, visit: Visit
) -> None:
    visitor = visit(shop)
    done = shop.get("/api/orders?state=exported&limit=1")["items"][0]

    visitor.go(f"/orders/{done['number']}")
    expect(visitor.page.get_by_text("Nachname")).to_have_count(0)
    visitor.button("Adresse zeigen").click()

    expect(visitor.page.get_by_text("Nachname")).to_be_visible()
    runs = shop.get("/api/runs?job=person")["items"]
    recorded = {"what": "address shown", "order": done["number"]}
    assert recorded in [run["parameters"] for run in runs]


@pytest.mark.parametrize(
    "path", ["/orders", "/orders/{held}", "/held", "/stock", "/alerts", "/plans", "/settings"]
)
def test_a_viewer_sees_no_button_that_changes_something(
    shop: ServerProcess, visit: Visit, path: str
) -> None:
    held = shop.get("/api/orders?state=held&limit=1")["items"][0]["number"]
    visitor = visit(shop, Role.VIEWER)

    visitor.go(path.replace("{held}", held))

    seen = set(visitor.page.locator("main button").all_inner_texts())
    assert {text for text in seen if not text.startswith("Warum ")} <= {"Weitere zeigen"}


def test_answers_are_masked_until_somebody_asks_for_them(shop: ServerProcess, visit: Visit) -> None:
    visitor = visit(shop)
    page = visitor.page
    done = shop.get("/api/orders?state=exported&limit=1")["items"][0]

    visitor.go(f"/orders/{done['number']}")
    visitor.button("Antworten zeigen").click()
    expect(page.locator(".raw")).to_contain_text("•••")
    visitor.button("Käuferdaten aufdecken").click()
    page.locator("dialog").get_by_role("button", name="Käuferdaten aufdecken").click()

    expect(page.get_by_text("Die Daten des Käufers sind sichtbar.")).to_be_focused()
    expect(page.locator(".raw")).not_to_contain_text("•••")
    runs = shop.get("/api/runs?job=person")["items"]
    recorded = {"what": "answers revealed", "order": done["number"]}
    assert recorded in [run["parameters"] for run in runs]


def test_a_pending_request_is_told_and_cannot_be_refused_before_the_erp_has_the_order(
    shop: ServerProcess, visit: Visit
) -> None:
    orders = shop.get("/api/orders?limit=1000")["items"]
    asked = next(order for order in orders if "pending_cancellation" in order["requests"])
    visitor = visit(shop)

    visitor.go(f"/orders/{asked['number']}")

    expect(visitor.page.get_by_text("Der Käufer möchte die Bestellung stornieren.")).to_be_visible()
    expect(visitor.button("Ablehnen und versenden")).to_have_count(0)
