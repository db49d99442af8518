"""Servers over living sandbox shops, called as a browser or a program would."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.integration.rest.counter import Counter, counter_at

OpenCounter = Callable[..., Counter]


@pytest.fixture
def open_counter(tmp_path: Path) -> Iterator[OpenCounter]:
    """
    Open counters that live as long as the test; arguments as for ``counter_at``.
    """
    with ExitStack() as stack:
        yield lambda **options: counter_at(stack, tmp_path, **options)


@pytest.fixture
def counter(open_counter: OpenCounter) -> Counter:
    """
    Return the counter of a fresh lamp shop, where runs stay queued.
    """
    return open_counter()


@pytest.fixture(scope="package")
def quiet_counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """
    Return the counter of a lamp shop where nothing may be changed.
    """
    with ExitStack() as stack:
        yield counter_at(stack, tmp_path_factory.mktemp("quiet"))


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
