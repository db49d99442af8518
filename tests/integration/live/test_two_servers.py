"""Two servers on one database show the same log."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.contracts.job_examples import a_line
from tests.integration.live.listener import listening
from tests.integration.live.live_server import LiveServer, live_server
from tests.integration.own_database.databases import empty_postgres, sqlite_database

from adapters.own_database.schema import upgrade
from adapters.sql.engine import open_engine

EACH = 200


@pytest.fixture(params=["sqlite", "postgres"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """
    A database of each kind that two servers can share.
    """
    if request.param == "sqlite":
        with sqlite_database(tmp_path) as engine:
            yield engine
        return
    with empty_postgres() as engine:
        upgrade(engine)
        yield engine


@pytest.fixture
def both(shared: sa.Engine) -> Iterator[tuple[LiveServer, LiveServer]]:
    """
    Two servers, each with connections, writer and hub of its own, as two processes have.
    """
    other = open_engine(shared.url)
    try:
        with live_server(shared, poll_s=0.05) as one, live_server(other, poll_s=0.05) as two:
            yield one, two
    finally:
        other.dispose()


def test_listeners_of_both_hear_every_line_of_both_in_one_order(
    both: tuple[LiveServer, LiveServer],
) -> None:
    async def hear(server: LiveServer) -> list[tuple[int, str]]:
        async with listening(server) as listener:
            await listener.subscribe(after=0)
            lines = await listener.lines(2 * EACH)
            return [(line["position"], line["text"]) for line in lines]

    async def write(server: LiveServer, who: str) -> None:
        for n in range(EACH):
            server.sink.put(a_line(f"{who} {n}"))
            await asyncio.sleep(0.001)

    async def play() -> list[list[tuple[int, str]]]:
        listeners = [asyncio.create_task(hear(server)) for server in both]
        await asyncio.gather(*(write(server, who) for server, who in zip(both, "ab", strict=True)))
        return await asyncio.gather(*listeners)

    at_one, at_two = asyncio.run(play())

    assert at_one == at_two
    assert [position for position, _ in at_one] == list(range(1, 2 * EACH + 1))
    for who in "ab":
        assert [t for _, t in at_one if t[0] == who] == [f"{who} {n}" for n in range(EACH)]
