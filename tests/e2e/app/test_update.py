"""A new version of the app reaches whoever has the old one, at once and whole."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import attrs
import pytest
import uvicorn
from litestar.types import ASGIApp, Receive, Scope, Send
from playwright.sync_api import Browser, Locator, Page, expect
from tests.e2e.app.server_process import free_port
from tests.e2e.app.visitor import until
from tests.integration.rest.counter import Counter, counter_at

from entrypoints.pwa.routes import web_app_routes
from entrypoints.pwa.web_files import FOLDER, WebFiles
from entrypoints.rest.app import create_app
from entrypoints.settings.server import ServerSettings
from job_core.access import Role

_NEW_TITLE = "Überblick, neu"
_LOOK_FOR_UPDATES = "navigator.serviceWorker.ready.then(found => found.update()).then(() => null)"
_ONE_SHELL = """async version => {
  const names = (await caches.keys()).filter(name => name.startsWith("shell-"));
  return names.join() === `shell-${version}`;
}"""


@attrs.define
class Switch:
    """
    An app in whose place another can be put while it serves.
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Pass the request on to whichever app is in place.
        """
        await self.app(scope, receive, send)


def _app(counter: Counter, port: int, folder: Path) -> ASGIApp:
    services = attrs.evolve(counter.services, server=ServerSettings(port=port))
    return create_app(services, web_app_routes(WebFiles.read(folder)))


@contextmanager
def _served(app: ASGIApp, port: int) -> Iterator[None]:
    config = uvicorn.Config(app, port=port, log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.005)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def _newer(folder: Path) -> Path:
    shutil.copytree(FOLDER, folder)
    texts = folder / "texts" / "de" / "base.js"
    text = texts.read_text(encoding="utf-8")
    old = '"overview.title": "Überblick"'
    assert old in text
    texts.write_text(text.replace(old, f'"overview.title": "{_NEW_TITLE}"'), encoding="utf-8")
    return folder


@attrs.frozen(kw_only=True)
class Updated:
    """
    Somebody who has the app open, and a server that can become a newer one.
    """

    page: Page
    update: Callable[[], None]

    @property
    def heading(self) -> Locator:
        """
        What the open page is called.
        """
        return self.page.get_by_role("heading", level=1)


@pytest.fixture
def updated(browser: Browser, tmp_path: Path) -> Iterator[Updated]:
    """
    Return an app that was installed in its old version.
    """
    with ExitStack() as stack:
        port = free_port()
        counter = counter_at(stack, tmp_path / "shop")
        switch = Switch(_app(counter, port, FOLDER))
        stack.enter_context(_served(switch, port))
        context = browser.new_context(locale="de-DE")
        stack.callback(context.close)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}")
        page.locator("#token").fill(counter.tokens[Role.OPERATOR])
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Überblick")
        until(page, "navigator.serviceWorker.controller !== null")

        def update() -> None:
            switch.app = _app(counter, port, _newer(tmp_path / "newer"))

        yield Updated(page=page, update=update)


def test_after_an_update_no_old_app_is_shown_and_the_old_files_go(updated: Updated) -> None:
    updated.update()
    updated.page.reload()

    expect(updated.heading).to_have_text(_NEW_TITLE)
    version = updated.page.locator('meta[name="app-version"]').get_attribute("content")
    until(updated.page, _ONE_SHELL, version)


def test_an_open_page_loads_the_new_app_by_itself(updated: Updated) -> None:
    updated.update()
    updated.page.evaluate(_LOOK_FOR_UPDATES)

    expect(updated.heading).to_have_text(_NEW_TITLE)


def test_whoever_is_in_the_middle_of_something_is_asked_first(updated: Updated) -> None:
    updated.page.locator(".who").click()
    updated.update()
    updated.page.evaluate(_LOOK_FOR_UPDATES)

    expect(updated.page.locator("#notices")).to_contain_text("Eine neue Version ist bereit.")
    expect(updated.page.get_by_role("dialog")).to_be_visible()
