"""Whole shops to play with."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.integration.workflows.harness import Play, played
from tests.integration.workflows.lamp_shop import lamp_shop

Open = Callable[..., Play]


def pytest_configure(config: pytest.Config) -> None:
    """
    Make the mark known that parts what takes seconds from what takes less.
    """
    config.addinivalue_line("markers", "slow: takes seconds; skip with -m 'not slow'")


@pytest.fixture
def open_play(tmp_path: Path) -> Iterator[Open]:
    """
    Open plays that live as long as the test; arguments as for ``played``.
    """
    with ExitStack() as stack:
        yield lambda *args, **values: stack.enter_context(played(tmp_path, *args, **values))


@pytest.fixture(params=["inbox", "file"])
def lamp_play(request: pytest.FixtureRequest, open_play: Open) -> Play:
    """
    Return the lamp shop, once for each way orders reach the ERP.
    """
    return open_play(lamp_shop(), ORDERS__DELIVERY=request.param)


@pytest.fixture
def play(open_play: Open) -> Play:
    """
    Return the lamp shop; how orders reach the ERP does not matter to the test.
    """
    return open_play(lamp_shop())
