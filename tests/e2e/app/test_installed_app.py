"""The app on a phone: offline, and after somebody else comes."""

from playwright.sync_api import expect
from tests.e2e.app.conftest import Visit
from tests.e2e.app.kept_in_browser import worker_is_ready
from tests.e2e.app.server_process import ServerProcess
from tests.e2e.app.visitor import PHONE


def test_the_app_starts_offline_with_the_last_overview_and_its_time(
    visit: Visit, shop: ServerProcess
) -> None:
    visitor = visit(shop, size=PHONE, worker=True)
    page = visitor.page
    worker_is_ready(page)
    page.reload()
    visitor.see_overview()
    visitor.context.set_offline(True)

    page.reload()

    visitor.see_overview()
    expect(page.locator(".lead")).to_contain_text("Stand vom")
    expect(page.locator("#banners")).to_contain_text("nicht erreichbar")
    # Pages never opened before come from the shell too, and say what is the matter.
    page.locator(".tabs").get_by_role("link", name="Abläufe").click()
    expect(page.get_by_role("alert")).to_contain_text("nicht erreichbar")
    visitor.context.set_offline(False)
    visitor.button("Nochmal versuchen").click()
    expect(page.locator(".job-card")).to_have_count(3)
    expect(page.locator("#banners")).not_to_contain_text("nicht erreichbar")


def test_whoever_logs_in_next_at_the_same_machine_begins_at_the_beginning(
    visit: Visit, shop: ServerProcess
) -> None:
    visitor = visit(shop)
    visitor.go("/orders")

    visitor.log_out()
    visitor.page.locator("#token").fill(shop.token)
    visitor.page.keyboard.press("Enter")

    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Überblick")
