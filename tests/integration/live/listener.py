"""A client of the live log."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import attrs
from tests.integration.live.live_server import VIEWER, LiveServer
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed


@attrs.frozen
class Listener:
    """
    Says and hears what the live log's protocol knows.
    """

    connection: ClientConnection

    async def say(self, **message: Any) -> None:
        """
        Send one message.
        """
        await self.connection.send(json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        """
        Return the next message.
        """
        heard = json.loads(await self.connection.recv())
        assert isinstance(heard, dict)
        return heard

    async def subscribe(self, after: int | None = None, **wanted: Any) -> int:
        """
        Subscribe and return the position of the answer; what comes before it is dropped.
        """
        await self.say(type="subscribe", after=after, filter=wanted)
        while (answer := await self.hear())["type"] != "subscribed":
            pass
        return int(answer["position"])

    async def lines(self, count: int) -> list[dict[str, Any]]:
        """
        Return the next lines, at least so many.
        """
        heard: list[dict[str, Any]] = []
        while len(heard) < count:
            message = await self.hear()
            if message["type"] == "lines":
                assert 0 < len(message["lines"]) <= 500
                heard += message["lines"]
        return heard

    async def texts(self, count: int) -> list[str]:
        """
        Return what the next lines say, at least so many.
        """
        return [line["text"] for line in await self.lines(count)]

    async def farewell(self) -> tuple[int, str]:
        """
        Listen until the connection is closed; return the code and the reason.
        """
        with suppress(ConnectionClosed):
            while True:
                await self.connection.recv()
        return self.connection.close_code or 0, self.connection.close_reason or ""


@asynccontextmanager
async def listening(
    server: LiveServer,
    *,
    origin: str | None = "",
    headers: Mapping[str, str] | None = None,
    **options: Any,
) -> AsyncIterator[Listener]:
    """
    Connect as a viewer from the server's own page.

    Args:
        origin: Another page; None: a program.
        headers: Instead of the viewer's token.
        options: Of ``websockets``.
    """
    shown = {"Authorization": f"Bearer {VIEWER}"} if headers is None else headers
    async with connect(
        server.url,
        origin=server.origin if origin == "" else origin,  # type: ignore[arg-type]  # a NewType
        additional_headers=shown,
        compression=None,
        ping_interval=None,
        **options,
    ) as connection:
        yield Listener(connection)
