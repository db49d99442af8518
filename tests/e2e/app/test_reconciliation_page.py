"""The books against the marketplace in the web app: what differs and what to do about it."""

import json
from typing import Final

import pytest
from playwright.sync_api import Route, expect
from tests.e2e.app.accessibility import serious_findings
from tests.e2e.app.conftest import Visit
from tests.e2e.app.reconciled import remember_gaps
from tests.e2e.app.visitor import DESKTOP, PHONE, Scheme
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import SHOP
from tests.integration.workflows.lamp_shop import lamp_order, lamp_shop

from job_core.access import Role
from shared_kernel.run_context import RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.reconciliation import GapKind

PATH: Final = "/reconciliation"
#: The costliest first, and what is to be done begins with.
TOLD: Final = {
    "Fehlen in den Büchern": "Holen Sie sie nach",
    "Am Marktplatz storniert": "Versenden Sie nichts mehr",
    "Am Marktplatz noch offen": "Öffnen Sie die Bestellung",
    "Am Marktplatz schon versandt": "Fragen Sie, wer den Versand",
    "Vom Marktplatz nicht mehr gezeigt": "Suchen Sie die Nummer im Seller Center",
}
_TOO_WIDE: Final = """() => [document.documentElement, ...document.querySelectorAll(".card")]
  .map(node => node.scrollWidth - node.clientWidth)
  .concat([...document.querySelectorAll(".section > *")].map(part => {
    const card = part.parentElement, inside = parseFloat(getComputedStyle(card).paddingRight);
    return part.getBoundingClientRect().right - card.getBoundingClientRect().right + inside - 1;
  }))
  .filter(by => by > 0)"""


def test_every_kind_of_gap_says_what_it_means_and_what_to_do(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter()
    remember_gaps(counter, GapKind)
    visitor = visit(counter)
    page = visitor.page

    visitor.go(PATH)

    expect(page.get_by_role("heading", name="5 Bestellungen weichen ab")).to_be_visible()
    sections = page.locator(".gap-section")
    expect(sections.locator("h2")).to_contain_text([*TOLD])
    expect(sections).to_contain_text([*TOLD.values()])
    # The order that never came has no page.
    expect(sections.first.locator("tbody th a")).to_have_count(0)
    expect(sections.locator("tbody th a")).to_have_text(["PO-2", "PO-4", "PO-3", "PO-1"])
    expect(page.get_by_role("link", name="PO-2")).to_have_attribute("href", "#/orders/PO-2")
    row = page.get_by_role("row", name="PO-2")
    expect(row).to_contain_text("storniert")
    expect(row).to_contain_text("übergeben")


def test_the_days_show_both_sides_and_how_many_differ(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter()
    remember_gaps(counter, [GapKind.OPEN_THERE, GapKind.OPEN_THERE])
    visitor = visit(counter)

    visitor.go(PATH)

    rows = visitor.page.locator(".days tbody tr")
    expect(rows.nth(0).locator("td")).to_have_text(["4", "4", "2"])
    expect(rows.nth(1).locator("td")).to_have_text(["3", "3", "0"])


def test_orders_that_never_came_stand_in_the_form_that_takes_them(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter()
    remember_gaps(counter, [GapKind.NOT_STORED, GapKind.OPEN_THERE, GapKind.NOT_STORED])
    visitor = visit(counter)

    visitor.go(PATH)
    visitor.button("2 Bestellungen nachholen").click()

    expect(visitor.page.get_by_label("Bestellnummern")).to_have_value("PO-0\nPO-2")


def test_before_the_first_comparison_an_operator_starts_it_in_place(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter(scenario=lamp_shop(lamp_order()), workers=True)
    counter.post("/api/jobs/temu_orders_sync/run-now?wait=60", {}).raise_for_status()
    visitor = visit(counter)
    page = visitor.page

    visitor.go(PATH)
    expect(page.get_by_text("Noch nicht mit dem Marktplatz verglichen")).to_be_visible()
    visitor.button("Jetzt vergleichen").click()

    expect(page.get_by_role("status").filter(has_text="Neu verglichen")).to_be_visible()
    expect(page.locator(".compare-verdict")).to_contain_text("Die eine Bestellung des Marktplatzes")
    expect(visitor.button("Jetzt vergleichen")).to_be_enabled()
    assert counter.get("/api/reconciliation").json()["shown"] == 1


def test_a_comparison_that_fails_says_so_and_leads_to_its_run(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter()
    visitor = visit(counter)
    page = visitor.page

    def fail(route: Route) -> None:
        route.fulfill(body=json.dumps({"state": "failed"}), content_type="application/json")

    page.route("**/api/runs/*", fail)
    visitor.go(PATH)
    visitor.button("Jetzt vergleichen").click()

    expect(page.get_by_text("Der Vergleich kam nicht zu Ende.")).to_be_visible()
    run = counter.get("/api/runs?job=temu_reconciliation").json()["items"][0]["run_id"]
    link = page.get_by_role("link", name="Lauf ansehen")
    expect(link).to_have_attribute("href", f"#/runs/{run}")
    expect(visitor.button("Jetzt vergleichen")).to_be_enabled()


@pytest.mark.parametrize("reported", [False, True], ids=["never", "gaps"])
def test_a_viewer_reads_and_starts_nothing(
    open_counter: OpenCounter, visit: Visit, *, reported: bool
) -> None:
    counter = open_counter()
    if reported:
        remember_gaps(counter, GapKind)
    visitor = visit(counter, Role.VIEWER)

    visitor.go(PATH)

    said = "5 Bestellungen weichen ab" if reported else "Wer bedienen darf, kann ihn hier"
    expect(visitor.page.get_by_text(said)).to_be_visible()
    expect(visitor.page.locator("main button")).to_have_count(0)


def test_a_list_that_kept_changing_is_no_proof_that_all_is_well(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter()
    remember_gaps(counter, [], complete=False)
    visitor = visit(counter)

    visitor.go(PATH)

    expect(visitor.page.get_by_text("Es können Abweichungen fehlen")).to_be_visible()
    expect(visitor.page.locator(".compare-verdict .badge-good")).to_have_count(0)


def test_many_orders_of_a_kind_are_shown_when_asked_for(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter()
    remember_gaps(counter, [GapKind.SHIPPED_THERE] * 30)
    visitor = visit(counter)
    rows = visitor.page.locator(".gap-section tbody tr")

    visitor.go(PATH)
    expect(rows).to_have_count(25)
    visitor.button("5 weitere zeigen").click()

    expect(rows).to_have_count(30)


def test_the_alert_leads_to_the_orders_it_counts(open_counter: OpenCounter, visit: Visit) -> None:
    counter = open_counter()
    shop = counter.services.shops.named(None)
    at = shop.adapters.clock().now()
    alert = Alert(kind=AlertKind.RECONCILIATION, subject=SHOP, text="2 differ", raised_at=at)

    def raise_it(run: RunContext) -> bool:
        shop.adapters.alerts().raise_all(run.fence, [alert])
        return True

    shop.by_person(raise_it)
    visitor = visit(counter)

    visitor.go("/alerts")

    link = visitor.page.get_by_role("link", name="Vergleich mit dem Marktplatz")
    expect(link).to_have_attribute("href", f"#{PATH}")


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "dark"), (PHONE, "light")])
def test_gaps_fail_nobody_who_needs_other_ways(
    open_counter: OpenCounter, visit: Visit, size: tuple[int, int], scheme: Scheme
) -> None:
    """
    The tour comes past a shop whose books agree.
    """
    counter = open_counter()
    remember_gaps(counter, GapKind)
    visitor = visit(counter, size=size, scheme=scheme)

    visitor.go(PATH)
    expect(visitor.page.locator(".gap-section")).to_have_count(5)

    assert serious_findings(visitor.page, PATH) == []
    assert visitor.page.evaluate(_TOO_WIDE) == []
