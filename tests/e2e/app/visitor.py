"""Somebody in front of the app, and what their browser complained about."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final, Literal

import attrs
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Response, expect

DESKTOP: Final = (1280, 900)
#: The narrowest phone.
PHONE: Final = (360, 740)
_PATIENCE_MS: Final = 15_000
#: What Chromium prints for an answer that is no success (``refused`` has those), and
#: while a server is away.
_NOT_OURS: Final = ("Failed to load resource", "net::ERR_CONNECTION_REFUSED")
#: Ends when the app has heard of it.
_GO: Final = """path => new Promise(heard => {
  if (location.hash === `#${path}`) return heard();
  addEventListener("hashchange", () => setTimeout(heard), { once: true });
  location.hash = path;
})"""

Scheme = Literal["light", "dark"]


@attrs.frozen(kw_only=True)
class Visitor:
    """
    One browser profile with one page of the app.
    """

    url: str
    context: BrowserContext
    page: Page
    #: Errors of scripts and console (a broken policy is one), faults of the server, calls
    #: to other hosts.
    complaints: list[str] = attrs.field(factory=list)
    #: Answers of the interface that were no success; the app itself says what they mean.
    refused: list[str] = attrs.field(factory=list)

    def log_in(self, token: str) -> None:
        """
        Come in at the front door, until the overview stands.
        """
        self.page.goto(self.url)
        self.page.locator("#token").fill(token)
        self.page.keyboard.press("Enter")
        self.see_overview()

    def see_overview(self) -> None:
        """
        Wait until the overview's figures stand.
        """
        expect(self.page.locator(".attention:not(.bone)")).to_be_visible()

    def go(self, path: str) -> None:
        """
        Visit a page such as ``/jobs``, and wait until everything on it is there.
        """
        self.page.evaluate(_GO, path)
        self.see_page()

    def see_page(self) -> None:
        """
        Wait until everything on the page is there.
        """
        expect(self.page.locator("body")).not_to_have_attribute("data-loading", "")
        expect(self.page.locator(".page-body").first).not_to_be_empty()
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)

    def log_out(self) -> None:
        """
        Leave by the menu, until the front door stands.
        """
        self.page.locator(".who").click()
        self.button("Abmelden").click()
        expect(self.page.locator("#token")).to_be_visible()

    def button(self, name: str) -> Locator:
        """
        Return the button of that name.
        """
        return self.page.get_by_role("button", name=name, exact=True)


def until(page: Page, expression: str, argument: Any = None) -> None:
    """
    Wait until an expression is true in the page.

    Playwright's own way makes code of text in the page, which our policy forbids.
    """
    end = monotonic() + _PATIENCE_MS / 1000
    while not page.evaluate(expression, argument):
        assert monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(50)


@contextmanager
def visiting(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = DESKTOP,
    language: str = "de-DE",
    scheme: Scheme = "light",
    worker: bool = False,
    **options: Any,
) -> Iterator[Visitor]:
    """
    Open a fresh browser profile far from the shop's zone; it is gone afterwards.

    Args:
        worker: Let the app install its service worker.
        options: Of ``Browser.new_context``.
    """
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=language,
        color_scheme=scheme,
        timezone_id="America/New_York",
        reduced_motion="reduce",
        service_workers="allow" if worker else "block",
        **options,
    )
    context.set_default_timeout(_PATIENCE_MS)
    visitor = Visitor(url=url, context=context, page=context.new_page())
    _listen(visitor)
    try:
        yield visitor
    finally:
        context.close()


def _listen(visitor: Visitor) -> None:
    complaints, page = visitor.complaints, visitor.page
    own = (visitor.url, visitor.url.replace("http", "ws", 1), "blob:")

    def note_call(url: str) -> None:
        if not url.startswith(own):
            complaints.append(f"asked {url}")

    def note_answer(answer: Response) -> None:
        if answer.status < 400:
            return
        ours = answer.status < 500 and answer.url.startswith(f"{visitor.url}/api/")
        (visitor.refused if ours else complaints).append(f"{answer.status} {answer.url}")

    def note_request(request: Request) -> None:
        note_call(request.url)

    page.on(
        "console",
        lambda said: (
            complaints.append(said.text)
            if said.type == "error" and not any(text in said.text for text in _NOT_OURS)
            else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("websocket", lambda socket: note_call(socket.url))
    visitor.context.on("request", note_request)
    visitor.context.on("response", note_answer)
