"""Jobs in the browser: run, watch, pause, reschedule, and what a viewer does not see."""

import re

import pytest
from playwright.sync_api import expect
from tests.e2e.app.conftest import Visit
from tests.e2e.app.server_process import ServerProcess
from tests.e2e.app.visitor import Visitor

from job_core.access import Role

ORDERS, INVENTORY = "temu_orders_sync", "temu_inventory_sync"


def _entry(shop: ServerProcess, job: str, name: str) -> dict[str, object]:
    jobs = shop.get("/api/jobs")["items"]
    schedules = next(one for one in jobs if one["id"] == job)["schedules"]
    return next(one for one in schedules if one["name"] == name)


def test_a_job_is_run_with_choices_and_watched_to_its_end(
    visitor: Visitor, shop: ServerProcess
) -> None:
    page = visitor.page
    visitor.go(f"/jobs/{INVENTORY}")
    visitor.button("Jetzt starten").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Umfang").select_option("quick")
    dialog.get_by_label("Probelauf").check()
    dialog.get_by_role("button", name="Jetzt starten").click()

    expect(page.locator(".lead")).to_contain_text("erfolgreich")
    run = page.url.rsplit("/", 1)[1]
    expect(page.locator("main")).to_contain_text("Probelauf: nach außen wurde nichts geschrieben.")
    expect(page.locator("main")).to_contain_text("Umfang: schnell")
    expect(page.get_by_role("rowheader", name="4 · Bestand melden")).to_be_visible()
    assert shop.get(f"/api/runs/{run}")["parameters"]["dry_run"] is True


def test_a_sync_is_watched_line_by_line_while_it_runs(
    visit: Visit, own_shop: ServerProcess
) -> None:
    visitor = visit(own_shop)
    page, heard = visitor.page, list[str]()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda f: heard.append(str(f))))
    visitor.go(f"/jobs/{ORDERS}")
    visitor.button("Jetzt starten").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Jetzt starten").click()

    expect(page.locator(".lead")).to_contain_text("erfolgreich", timeout=60_000)
    run = page.url.rsplit("/", 1)[1]
    said = [line["text"] for line in own_shop.get(f"/api/logs?run_id={run}&limit=1000")["items"]]
    expect(page.locator(".log-text")).to_have_text(said)
    # They came by themselves, not with an answer.
    assert said[-1] in "".join(heard)


def test_a_run_tells_what_it_changed_outside(visitor: Visitor, shop: ServerProcess) -> None:
    runs = shop.get(f"/api/runs?job={ORDERS}")["items"]
    visitor.go(f"/runs/{runs[-1]['run_id']}")

    expect(visitor.page.locator(".outside")).to_contain_text("Bestellung ans ERP")
    visitor.page.get_by_text("Einzeln ansehen").click()
    expect(visitor.page.locator(".writes tbody tr").first).to_contain_text("PO-076-")


def test_a_job_is_paused_until_a_moment_and_resumed(visitor: Visitor, shop: ServerProcess) -> None:
    page = visitor.page
    visitor.go(f"/jobs/{INVENTORY}")
    visitor.button("Pausieren").first.click()
    page.get_by_label("Bis zu einem Zeitpunkt").check()
    # In the shop's zone, wherever the browser is: midwinter is one hour ahead of UTC.
    page.get_by_label("Zeitpunkt (Europe/Berlin)").fill("2030-01-15T18:00")
    page.get_by_role("dialog").get_by_role("button", name="Pausieren").click()

    expect(page.locator("main")).to_contain_text("pausiert bis")
    paused = _entry(shop, INVENTORY, "full")
    visitor.button("Fortsetzen").first.click()
    expect(page.locator("main")).not_to_contain_text("pausiert bis")
    assert paused["paused_until"] == "2030-01-15T17:00:00Z"
    assert _entry(shop, INVENTORY, "full")["paused"] is False


def test_a_new_schedule_shows_its_next_five_times_before_it_is_saved(
    visitor: Visitor, shop: ServerProcess
) -> None:
    page = visitor.page
    before = _entry(shop, ORDERS, "full")
    visitor.go(f"/jobs/{ORDERS}")
    page.locator("#change-full").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Zu Uhrzeiten").check()
    dialog.get_by_label("Cron-Ausdruck").fill("30 4 * * 1-5")

    expect(dialog.locator(".next-times li")).to_have_count(5)
    expect(dialog.locator(".next-times li").first).to_contain_text("04:30")
    assert _entry(shop, ORDERS, "full") == before
    dialog.get_by_role("button", name="Speichern").click()
    expect(page.locator(".schedules")).to_contain_text("30 4 * * 1-5")
    assert _entry(shop, ORDERS, "full")["cron"] == "30 4 * * 1-5"


def test_a_wrong_schedule_is_refused_at_its_field(visitor: Visitor, shop: ServerProcess) -> None:
    page = visitor.page
    visitor.go(f"/jobs/{ORDERS}")
    page.locator("#change-tracking").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Zu Uhrzeiten").check()
    dialog.get_by_label("Cron-Ausdruck").fill("61 * * * *")

    expect(dialog.locator('[data-field="cron"] .field-error')).not_to_be_empty()
    expect(dialog.get_by_label("Cron-Ausdruck")).to_have_attribute("aria-invalid", "true")


def test_the_chart_says_in_words_what_it_shows(visitor: Visitor, shop: ServerProcess) -> None:
    visitor.go(f"/jobs/{ORDERS}")

    said = re.compile(r"\d+ Läufe, davon 0 fehlgeschlagen; im Schnitt .+, höchstens .+\.")
    expect(visitor.page.locator(".chart svg")).to_have_accessible_name(said)


@pytest.mark.parametrize("path", ["/jobs", f"/jobs/{ORDERS}", "/runs", "/log"])
def test_a_viewer_sees_no_button_that_changes_a_job(
    visit: Visit, shop: ServerProcess, path: str
) -> None:
    visitor = visit(shop, Role.VIEWER)

    visitor.go(path)

    for name in ("Jetzt starten", "Pausieren", "Fortsetzen", "Ändern"):
        expect(visitor.page.get_by_role("button", name=name)).to_have_count(0)
