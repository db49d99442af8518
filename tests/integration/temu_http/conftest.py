"""
Our adapters against the fake marketplace, over real connections.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.temu_http.worlds import SandboxMarketplaceWorld, connect

from adapters.temu_http.connect import TemuConnection
from sandbox.clock import SandboxClock
from sandbox.scenario.script import Scenario
from sandbox.serve import Urls, serve
from sandbox.world import World, open_world

#: A moment of 2026 at which the contract's clock stands still.
NOON_S = 1_795_000_000.0


@pytest.fixture
def small(tmp_path: Path) -> Iterator[World]:
    world = open_world(tmp_path / "world")
    world.switches.update(rate_limit=False)
    yield world
    world.close()


@pytest.fixture
def small_urls(small: World) -> Iterator[Urls]:
    with serve(small) as urls:
        yield urls


@pytest.fixture
def temu(small: World, small_urls: Urls) -> Iterator[TemuConnection]:
    connection = connect(small, small_urls)
    yield connection
    connection.close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[SandboxMarketplaceWorld]:
    data = tmp_path / "world"
    data.mkdir()
    clock = SandboxClock(data / "clock.json", real=lambda: NOON_S)
    empty = Scenario(name="empty", offers=(), articles=(), orders=())
    world = open_world(data, empty, clock=clock)
    world.switches.update(rate_limit=False)
    yield SandboxMarketplaceWorld(world)
    world.close()


@pytest.fixture
def connection(world: SandboxMarketplaceWorld) -> Iterator[TemuConnection]:
    with serve(world.world) as urls:
        connection = connect(world.world, urls)
        yield connection
        connection.close()
