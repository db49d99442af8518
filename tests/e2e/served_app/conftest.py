"""A browser, a server over a fake shop, and somebody who visits it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.e2e.served_app.chromium import chromium, launched
from tests.e2e.served_app.demo_server import DemoServer
from tests.e2e.served_app.visitor import Visitor, visiting


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """
    Return the system's Chromium.
    """
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """
    Return a server whose fake shop was synced once; its tests change little.
    """
    yield from _served(tmp_path_factory.mktemp("shop"), synced=True)


@pytest.fixture
def own_shop(tmp_path: Path) -> Iterator[DemoServer]:
    """
    Return a server of the test's own, freshly made.
    """
    yield from _served(tmp_path, synced=False)


@pytest.fixture
def visitor(browser: Browser, shop: DemoServer) -> Iterator[Visitor]:
    """
    Return an operator who is logged in; at the end the browser must have nothing to complain about.
    """
    with visiting(browser, shop) as visitor:
        visitor.log_in()
        yield visitor
        assert visitor.complaints == []


def _served(folder: Path, *, synced: bool) -> Iterator[DemoServer]:
    # Nobody starts a server to find out that there is no browser.
    chromium()
    server = DemoServer(folder)
    server.start()
    try:
        if synced:
            server.run("temu_inventory_sync")
            server.run("temu_orders_sync")
        yield server
    finally:
        server.stop()
