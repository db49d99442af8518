"""
A small world behind a test client.
"""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from litestar.testing import TestClient
from tests.integration.sandbox.caller import Caller

from sandbox.app import build_app
from sandbox.world import World, open_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path / "world")
    world.switches.update(rate_limit=False)
    yield world
    world.close()


@pytest.fixture
def client(world: World) -> Iterator[httpx.Client]:
    with TestClient(build_app(world)) as client:
        yield client


@pytest.fixture
def temu(world: World, client: httpx.Client) -> Caller:
    return Caller(world, client)
