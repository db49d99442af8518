"""The web app in the system's Chromium, over living sandbox shops."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.e2e.app.chromium import launched
from tests.e2e.app.served_counter import served_counter
from tests.e2e.app.server_process import ServerProcess, demo_server
from tests.e2e.app.visitor import Visitor, visiting
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter, counter_at

from job_core.access import Role

_HERE = Path(__file__).parent

Visit = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Mark what is tried in a browser: ``-m "not chromium"`` leaves it out.
    """
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.chromium)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """
    Return the system's Chromium; without one the test is skipped, in CI it fails.
    """
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def shop(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """
    Return ``serve`` over a fake shop that was synced and compared once; its tests change little.
    """
    with demo_server(tmp_path_factory.mktemp("shop")) as server:
        server.run("temu_inventory_sync")
        server.run("temu_orders_sync")
        server.run("temu_reconciliation")
        yield server


@pytest.fixture
def own_shop(browser: Browser, tmp_path: Path) -> Iterator[ServerProcess]:
    """
    Return ``serve`` over a fake shop of the test's own, freshly made.
    """
    with demo_server(tmp_path) as server:
        yield server


@pytest.fixture
def open_counter(browser: Browser, tmp_path: Path) -> Iterator[OpenCounter]:
    """
    Open shops made up by the test; arguments as for ``counter_at``.
    """
    with ExitStack() as stack:
        yield lambda **options: counter_at(stack, tmp_path, **options)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """
    Let somebody of a role visit a shop's web app; whatever goes wrong there unseen fails the test.
    """
    with ExitStack() as stack:
        visitors: list[Visitor] = []

        def enter(
            place: Counter | ServerProcess, role: Role = Role.OPERATOR, **options: Any
        ) -> Visitor:
            if isinstance(place, Counter):
                url, token = stack.enter_context(served_counter(place)), place.tokens[role]
            else:
                url, token = place.url, place.token_for(role)
            visitors.append(stack.enter_context(visiting(browser, url, **options)))
            visitors[-1].log_in(token)
            return visitors[-1]

        yield enter
        for visitor in visitors:
            assert visitor.complaints == []


@pytest.fixture
def visitor(visit: Visit, shop: ServerProcess) -> Visitor:
    """
    Return an operator who is logged in.
    """
    return visit(shop)
