"""The web app in the system's Chromium, over living sandbox shops."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.e2e.app.visitor import Visitor, visitor_at
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter, counter_at

from job_core.access import Role

CHROMIUM: Final = Path("/usr/bin/chromium")
_FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """
    Return the system's Chromium.
    """
    if not CHROMIUM.exists():
        reason = f"there is no {CHROMIUM}; install Debian's package chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*_FLAGS])
        yield launched
        launched.close()


@pytest.fixture
def open_counter(tmp_path: Path) -> Iterator[OpenCounter]:
    """
    Open counters that live as long as the test; arguments as for ``counter_at``.
    """
    with ExitStack() as stack:
        yield lambda **options: counter_at(stack, tmp_path, **options)


@pytest.fixture(scope="package")
def busy_counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """
    Return the counter of a shop in the middle of its work; tests only read there.
    """
    with ExitStack() as stack:
        counter = counter_at(stack, tmp_path_factory.mktemp("busy"), scenario="small", workers=True)
        for job in ("temu_inventory_sync", "temu_orders_sync"):
            counter.post(f"/api/jobs/{job}/run-now?wait=60", {}).raise_for_status()
        yield counter


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """
    Let somebody of a role visit a shop's web app; whatever goes wrong there unseen fails the test.
    """
    with ExitStack() as stack:
        visitors: list[Visitor] = []

        def enter(counter: Counter, role: Role = Role.OPERATOR, **options: Any) -> Visitor:
            visitors.append(visitor_at(stack, browser, counter, role, **options))
            return visitors[-1]

        yield enter
        for visitor in visitors:
            assert visitor.complaints == []
