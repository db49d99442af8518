"""Somebody who looks at a shop through the web app."""

from contextlib import ExitStack
from typing import Literal

import attrs
from playwright.sync_api import Browser, Locator, Page, expect
from tests.e2e.app.served_app import served_app
from tests.integration.rest.counter import Counter

from job_core.access import Role

_PATIENCE_MS = 15_000


@attrs.frozen(kw_only=True)
class Visitor:
    """
    A page of the app that somebody has entered.
    """

    page: Page
    url: str
    #: Errors of the console, refused by the content policy, and requests to other hosts.
    complaints: list[str]

    def go(self, path: str) -> None:
        """
        Visit a page of the app, and wait until everything on it is there.
        """
        self.page.goto(f"{self.url}/#{path}")
        expect(self.page.locator("body")).not_to_have_attribute("data-loading", "")
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)

    def button(self, name: str) -> Locator:
        """
        Return the button of that name.
        """
        return self.page.get_by_role("button", name=name, exact=True)


def visitor_at(
    stack: ExitStack,
    browser: Browser,
    counter: Counter,
    role: Role,
    *,
    language: str = "de",
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
) -> Visitor:
    """
    Serve the counter's shop with its web app, and let somebody of *role* log in.
    """
    url = stack.enter_context(served_app(counter))
    context = browser.new_context(
        locale=language,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        service_workers="block",
    )
    stack.callback(context.close)
    context.set_default_timeout(_PATIENCE_MS)
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            complaints.append(said.text)
            # Before anybody logged in, and refused requests: the app itself says what they mean.
            if said.type == "error" and "Failed to load resource" not in said.text
            else None
        ),
    )
    page.on(
        "request",
        lambda request: None if request.url.startswith(url) else complaints.append(request.url),
    )
    page.goto(url)
    page.locator("#token").fill(counter.tokens[role])
    page.locator("form button[type=submit]").click()
    expect(page.locator("#side nav")).to_be_visible() if width > 800 else expect(
        page.locator("#tabs")
    ).to_be_visible()
    return Visitor(page=page, url=url, complaints=complaints)
