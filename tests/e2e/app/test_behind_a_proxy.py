"""A merchant's own server, reached by HTTPS through a proxy: the first plan, approved."""

from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect
from tests.e2e.app.https_proxy import https_proxy
from tests.e2e.app.server_process import free_port, settled_server
from tests.e2e.app.visitor import visiting

_SETTINGS: Final = """
data = "data"
[server]
public_url = "{public_url}"
behind_proxy = true
trusted_proxies = ["127.0.0.1"]
[erp]
url = "{{jtl}}"
warehouses = [1, 2]
[shops.north.temu]
base_url = "{{temu}}"
app_key = "{{app_key}}"
app_secret = "{{app_secret}}"
access_token = "{{access_token}}"
[shops.north.orders]
delivery = "inbox"
"""


@pytest.mark.timeout(240)
def test_the_first_plan_is_made_watched_and_approved_by_https(
    browser: Browser, tmp_path: Path
) -> None:
    port, public_port = free_port(), free_port()
    url = f"https://127.0.0.1:{public_port}"
    settings = _SETTINGS.format(public_url=url)
    with ExitStack() as stack:
        server = stack.enter_context(settled_server(tmp_path, settings, port))
        stack.enter_context(https_proxy(tmp_path, port, public_port))
        visitor = stack.enter_context(visiting(browser, url, ignore_https_errors=True))
        page, sockets = visitor.page, list[str]()
        page.on("websocket", lambda socket: sockets.append(socket.url))
        visitor.log_in(server.token)
        expect(page.locator("#banners")).to_contain_text("wartet auf Ihre erste Freigabe")
        expect(page.locator("#banners")).not_to_contain_text("DEMO")
        visitor.go("/jobs/temu_orders_sync")
        visitor.button("Jetzt starten").first.click()
        page.get_by_role("dialog").get_by_role("button", name="Jetzt starten").click()
        # The whole run, live, line by line.
        expect(page.locator(".lead")).to_contain_text("erfolgreich", timeout=60_000)
        run = page.url.rsplit("/", 1)[1]
        said = server.get(f"/api/logs?run_id={run}&limit=1000")["items"]
        expect(page.locator(".log-text")).to_have_text([line["text"] for line in said])
        before = server.get("/api/overview")

        visitor.go("/plans")
        visitor.button("Freigeben und jetzt ausführen").first.click()
        page.get_by_role("dialog").get_by_role(
            "button", name="Freigeben und jetzt ausführen"
        ).click()
        page.get_by_role("link", name="Lauf ansehen").click()
        expect(page.locator(".outside")).to_contain_text("Bestellung ans ERP", timeout=60_000)

        assert before["writing"] == "waits_for_approval"
        assert server.get("/api/overview")["writing"] == "on"
        assert set(sockets) == {f"wss://127.0.0.1:{public_port}/ws/logs"}
        (cookie,) = visitor.context.cookies()
        assert cookie["name"] == "__Host-temu_jtl_session"
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
        assert visitor.complaints == []
        assert visitor.refused == []
