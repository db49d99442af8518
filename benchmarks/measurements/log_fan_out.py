"""Log lines to many listeners: in groups for all, against one line to one after the other."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from benchmarks.measurement import Measurement, Once
from benchmarks.two_servers import Comparison, Server, two_servers

_LISTENERS = 100
_PATIENCE_S = 100


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    lines = -(-size // _LISTENERS)
    with two_servers(folder) as (ours, seeds):

        def work(server: Server) -> float:
            return asyncio.run(_listen(server, lines, ours=server is ours))

        yield Comparison(ours, seeds, work, lines * _LISTENERS)


async def _listen(server: Server, lines: int, *, ours: bool) -> float:
    """
    Return the seconds from the wish for lines until the last listener has the last one.
    """
    async with AsyncExitStack() as stack, asyncio.timeout(_PATIENCE_S):
        listeners = [
            await stack.enter_async_context(
                connect(
                    f"ws://127.0.0.1:{server.port}/ws/logs",
                    additional_headers=server.headers,
                    # Our live log opens for our own pages only.
                    origin=Origin(f"http://127.0.0.1:{server.port}"),
                    # Neither way is made to compress for each listener.
                    compression=None,
                    proxy=None,
                )
            )
            for _ in range(_LISTENERS)
        ]
        if ours:
            for listener in listeners:
                await listener.send('{"type":"subscribe"}')
                await listener.recv()
        started = time.perf_counter()
        server.say_lines(lines)
        await asyncio.gather(*(_hear(listener, lines) for listener in listeners))
        return time.perf_counter() - started


async def _hear(listener: ClientConnection, lines: int) -> None:
    """
    Read until so many lines were heard; one lost line and it waits in vain.
    """
    heard = 0
    while heard < lines:
        message = json.loads(await listener.recv())
        heard += len(message["lines"]) if message.get("type") == "lines" else "message" in message


MEASUREMENTS = (
    Measurement(
        name="log_fan_out",
        what=f"a burst of log lines to {_LISTENERS} WebSocket listeners, both ways",
        unit="lines delivered",
        sizes=(50_000,),
        tiny=300,
        prepare=_prepare,
    ),
)
