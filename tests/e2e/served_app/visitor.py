"""Somebody in front of the app, and what their browser complained about."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Literal

import attrs
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.e2e.served_app.demo_server import DemoServer

DESKTOP = (1280, 900)
#: The narrowest phone.
PHONE = (360, 740)
_LONGEST_MS = 15_000
#: Ends when the app has heard of it.
_GO = """path => new Promise(done => {
  if (location.hash === `#/${path}`) return done();
  addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = `/${path}`;
})"""


@attrs.define
class Visitor:
    """
    One browser profile with one page.
    """

    server: DemoServer
    context: BrowserContext
    page: Page
    #: Console errors (a broken policy is one), errors of scripts, calls to other hosts.
    complaints: list[str] = attrs.field(factory=list)

    def log_in(self, token: str | None = None) -> None:
        """
        Come in at the front door, until the overview stands.
        """
        self.page.goto(self.server.url)
        self.page.locator("#token").fill(token or self.server.token)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".attention:not(.bone)")).to_be_visible()

    def visit(self, path: str) -> None:
        """
        Go to a page of the app, such as ``jobs``, and wait until it is drawn.
        """
        self.page.evaluate(_GO, path)
        expect(self.page.locator("body[data-loading]")).to_have_count(0)
        expect(self.page.locator(".page-body").first).not_to_be_empty()

    def button(self, name: str) -> Any:
        """
        Return the first button, or link, of that name.
        """
        return self.page.get_by_role("button", name=name, exact=True).first


def until(page: Page, expression: str, argument: Any = None) -> None:
    """
    Wait until an expression is true in the page.

    Playwright's own way makes code of text in the page, which our policy forbids.
    """
    end = monotonic() + _LONGEST_MS / 1000
    while not page.evaluate(expression, argument):
        assert monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(50)


@contextmanager
def visiting(
    browser: Browser,
    server: DemoServer,
    *,
    size: tuple[int, int] = DESKTOP,
    locale: str = "de-DE",
    colours: Literal["light", "dark"] = "light",
    **options: Any,
) -> Iterator[Visitor]:
    """
    Open a fresh browser profile; it is gone afterwards.
    """
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=locale,
        color_scheme=colours,
        timezone_id="America/New_York",
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(_LONGEST_MS)
    page = context.new_page()
    visitor = Visitor(server, context, page)
    _listen(visitor)
    try:
        yield visitor
    finally:
        context.close()


def _listen(visitor: Visitor) -> None:
    complaints = visitor.complaints
    visitor.page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    visitor.page.on("pageerror", lambda error: complaints.append(str(error)))
    visitor.context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((visitor.server.url, "blob:"))
            else complaints.append(f"asked {request.url}")
        ),
    )
