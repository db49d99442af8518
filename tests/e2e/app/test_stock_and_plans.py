"""Stock explained, plans approved, alerts put away, settings switched in the web app."""

import attrs
from playwright.sync_api import expect
from tests.e2e.app.conftest import Visit
from tests.e2e.app.server_process import ServerProcess
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import SHOP
from tests.unit.workflows.world import NORTH, ShopWorld

from job_core.access import Role
from shared_kernel.run_context import RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.plan import Plan, PlanKind, PlannedWrite, StoredPlan


def test_stock_is_explained_in_place(shop: ServerProcess, visit: Visit) -> None:
    offers = shop.get("/api/stock?limit=1000")["items"]
    one = next(o for o in offers if o["inputs"] and o["inputs"]["buffer"] and o["target_units"])
    found = shop.get(f"/api/stock?text={one['seller_sku']}")["items"]
    visitor = visit(shop)
    page = visitor.page

    visitor.go("/stock")
    page.get_by_role("searchbox").fill(one["seller_sku"])
    # Another offer with as many units must not be asked about before the search has answered.
    expect(page.locator("[data-row]")).to_have_count(len(found))
    page.get_by_role("button", name=f"Warum {one['target_units']}?").first.click()

    sum_ = page.locator(".sum")
    expect(sum_.locator("tr", has_text="Puffer")).to_contain_text(str(one["inputs"]["buffer"]))
    expect(sum_.locator("tr.total").last).to_contain_text(str(one["inputs"]["available"]))
    page.get_by_role("button", name=f"Warum {one['target_units']}?").first.click()
    expect(sum_).to_have_count(0)


def test_offers_that_are_out_of_step_are_listed(shop: ServerProcess, visit: Visit) -> None:
    offers = shop.get("/api/stock?limit=1000")["items"]
    unmatched = [offer for offer in offers if offer["target_units"] is None]
    visitor = visit(shop)

    visitor.go("/stock?show=unmatched")

    expect(visitor.page.locator("tbody tr")).to_have_count(len(unmatched))
    expect(visitor.page.get_by_role("radio", name="Ohne Artikel")).to_be_checked()


def test_a_plan_is_looked_at_and_approved(open_counter: OpenCounter, visit: Visit) -> None:
    counter = open_counter()
    shop = counter.services.shops.named(None)
    writes = tuple(PlannedWrite(subject=f"LAMP-{n}", before="3", after="0") for n in range(30))
    plan = Plan(kind=PlanKind.STOCK, hash="h", writes=writes, approval_reason="all to zero")
    at = shop.adapters.clock().now()
    stored = shop.by_person(lambda run: shop.adapters.plans().store(run.fence, plan, at))
    visitor = visit(counter)

    visitor.go("/plans")
    expect(visitor.page.locator("tbody tr")).to_have_count(25)
    visitor.button("5 weitere zeigen").click()
    expect(visitor.page.locator("tbody tr")).to_have_count(30)
    visitor.button("Nur freigeben").click()
    visitor.page.locator("dialog").get_by_role("button", name="Nur freigeben").click()

    expect(visitor.page.get_by_text("Der nächste Abgleich führt den Plan aus")).to_be_visible()
    assert counter.get(f"/api/plans/{stored.id}").json()["state"] == "approved"


def test_a_plan_speaks_german_to_its_last_line(open_counter: OpenCounter, visit: Visit) -> None:
    """
    The plans are made by the product itself, so that a new wording is noticed.
    """
    counter = open_counter()
    shop = counter.services.shops.named(None)
    at = shop.adapters.clock().now()
    plans = _plans_of_each_kind()

    def store(run: RunContext) -> list[StoredPlan]:
        return [shop.adapters.plans().store(run.fence, plan, at) for plan in plans]

    shop.by_person(store)
    visitor = visit(counter)

    visitor.go("/plans")

    cards = visitor.page.locator(".plan")
    assert {plan.kind for plan in plans} == set(PlanKind)
    expect(cards).to_have_count(len(PlanKind))
    english = cards.locator("[lang=en]").all_inner_texts()
    assert english == []
    expect(cards).to_contain_text(["10 von 12 Angeboten", "Paket JJD0001", "Kunde: ein neuer"])


def _plans_of_each_kind() -> list[Plan]:
    """
    Return a plan to export, one to confirm and one that a guard stopped, oldest first.
    """
    world = ShopWorld.open()
    number = world.into_the_erp(world.sell())
    world.ship(number)
    world.sell("PO-2")
    for index in range(12):
        world.erp.article(f"CUP-{index}", 10)
        world.offer(100 + index, seller_sku=f"CUP-{index}")
    world.sync_inventory()
    for index in range(10):
        world.erp.article(f"CUP-{index}", 0)
    wanted = world.sync_orders(dry_run=True).result
    world.sync_inventory()
    assert wanted is not None
    why = "the first plan of a shop must be approved once"
    plans = [attrs.evolve(plan, approval_reason=why) for plan in wanted.plans]
    return [*plans, world.books.plans.waiting(NORTH)[0].plan]


def test_a_changed_erp_is_shown_and_accepted(open_counter: OpenCounter, visit: Visit) -> None:
    counter = open_counter()
    shop = counter.services.shops.named(None)
    change = "dbo.tXMLBestellImport has a new column cUpdate1"

    def hold(run: RunContext) -> bool:
        shop.adapters.shop_register().hold_erp(run.fence, [], change)
        return True

    shop.by_person(hold)
    visitor = visit(counter)

    visitor.go("/settings")
    expect(visitor.page.get_by_text(change)).to_be_visible()
    visitor.button("Die Änderung von JTL-Wawi für north annehmen").click()
    visitor.page.locator("dialog").get_by_role("button", name="Änderung annehmen").click()

    expect(visitor.page.get_by_text(change)).to_have_count(0)
    assert counter.get("/api/overview").json()["writing"] != "erp_changed"


def test_an_alert_is_put_away(open_counter: OpenCounter, visit: Visit) -> None:
    counter = open_counter()
    shop = counter.services.shops.named(None)
    alert = Alert(
        kind=AlertKind.GUARD, subject=SHOP, text="look", raised_at=shop.adapters.clock().now()
    )

    def raise_it(run: RunContext) -> Alert:
        shop.adapters.alerts().raise_all(run.fence, [alert])
        return alert

    shop.by_person(raise_it)
    visitor = visit(counter)

    visitor.go("/alerts")
    visitor.page.locator(".alert").get_by_role("button").click()

    expect(visitor.page.get_by_text("Weggelegt.")).to_be_visible()
    assert counter.get("/api/alerts").json()["items"] == []
    visitor.go("/orders")
    visitor.go("/alerts")
    expect(visitor.page.get_by_text("Keine Hinweise")).to_be_visible()


def test_writing_is_stopped_and_every_page_says_so(open_counter: OpenCounter, visit: Visit) -> None:
    counter = open_counter()
    visitor = visit(counter)
    page = visitor.page

    visitor.go("/settings")
    page.get_by_role("button", name=f"Schreiben für {SHOP} anhalten").click()
    page.locator("dialog").get_by_role("button", name="Anhalten").click()
    expect(page.locator(".banner-stopped")).to_be_visible()
    stopped = counter.get("/api/overview").json()["writing"]
    page.get_by_role("button", name=f"Schreiben für {SHOP} wieder erlauben").click()
    page.locator("dialog").get_by_role("button", name="Wieder erlauben").click()
    expect(page.locator(".banner-stopped")).to_have_count(0)

    assert stopped == "stopped"
    assert counter.get("/api/overview").json()["writing"] == "on"


def test_connections_are_tried(open_counter: OpenCounter, visit: Visit) -> None:
    visitor = visit(open_counter())

    visitor.go("/settings")
    visitor.button("Verbindungen prüfen").click()

    expect(visitor.page.get_by_text("Alles antwortet.")).to_be_visible()
    expect(visitor.page.locator(".test")).to_have_count(13)


def test_a_token_is_made_shown_once_and_taken_back(open_counter: OpenCounter, visit: Visit) -> None:
    counter = open_counter()
    visitor = visit(counter)
    page = visitor.page

    visitor.go("/settings")
    visitor.button("Zugang anlegen").click()
    page.locator("dialog").get_by_label("Name").fill("the viewer")
    visitor.button("Anlegen").click()
    expect(page.locator("dialog .field-error").first).to_contain_text("already")
    expect(page.locator("dialog").get_by_label("Name")).to_have_value("the viewer")
    page.locator("dialog").get_by_label("Name").fill("Lager")
    visitor.button("Anlegen").click()
    secret = page.get_by_label("Zugangsschlüssel").input_value()
    headers = {"authorization": f"Bearer {secret}"}
    before = counter.ask("GET", "/api/orders", role=None, headers=headers).status_code
    visitor.button("Ich habe ihn notiert").click()
    expect(page.get_by_label("Zugangsschlüssel")).to_have_count(0)
    page.get_by_role("button", name="Zugang Lager entziehen").click()
    page.locator("dialog").get_by_role("button", name="Entziehen").click()

    expect(page.locator("tr", has_text="Lager")).to_contain_text("entzogen")
    assert before == 200
    assert counter.ask("GET", "/api/orders", role=None, headers=headers).status_code == 401


def test_settings_are_found_and_hold_no_secret(open_counter: OpenCounter, visit: Visit) -> None:
    counter = open_counter()
    visitor = visit(counter)

    visitor.go("/settings")
    visitor.page.get_by_role("searchbox").fill("app_secret")

    expect(visitor.page.locator(".settings")).to_have_count(1)
    expect(visitor.page.locator(".settings")).to_contain_text("gesetzt")
    shop = counter.services.shops.named(None)
    secret = shop.adapters.settings().shops[SHOP].temu.app_secret
    assert secret not in visitor.page.content()


def test_a_list_that_cannot_be_had_says_so_and_is_asked_for_again(
    shop: ServerProcess, visit: Visit
) -> None:
    visitor = visit(shop, Role.VIEWER)
    visitor.page.route("**/api/stock**", lambda route: route.abort())

    visitor.go("/stock")
    expect(visitor.page.get_by_role("alert")).to_contain_text("nicht erreichbar")
    visitor.page.unroute("**/api/stock**")
    visitor.button("Nochmal versuchen").click()

    expect(visitor.page.locator("tbody tr").first).to_be_visible()
