"""Five hundred clients at once, one of which does not read."""

import asyncio
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec
import sqlalchemy as sa
from tests.contracts.job_examples import a_line
from tests.integration.live.listener import Listener, listening
from tests.integration.live.live_server import LiveServer, live_server
from websockets.exceptions import ConnectionClosed

CLIENTS = 500
#: Lines are long, so that what the slow client's sockets hold is soon full.
LINES, TEXT = 2_400, "x" * 400
#: Lines stored at once.
GROUP = 100


class _Line(msgspec.Struct):
    position: int


class _Message(msgspec.Struct):
    type: str
    position: int = 0
    lines: list[_Line] = []


_MESSAGE = msgspec.json.Decoder(_Message)


def test_one_that_does_not_read_holds_no_other_back(engine: sa.Engine) -> None:
    """
    It hears all lines up to a position and that it is too slow, when it reads at last.
    """

    async def play(server: LiveServer) -> tuple[list[list[int]], list[int], _Message, int]:
        async with asyncio.TaskGroup() as crowd, listening(server, **_deaf(server)) as deaf:
            await deaf.subscribe()
            entered = asyncio.Semaphore(0)
            others = [crowd.create_task(_listen(server, entered)) for _ in range(CLIENTS - 1)]
            for _ in others:
                await entered.acquire()
            writing = crowd.create_task(asyncio.to_thread(_write, server))
            heard = [await other for other in others]
            await writing
            positions, farewell, code = await _read_at_last(deaf)
            return heard, positions, farewell, code

    with live_server(engine, last_words_s=20) as server:
        heard, slow, farewell, code = asyncio.run(play(server))

    everything = list(range(1, LINES + 1))
    assert len(heard) == CLIENTS - 1
    assert all(positions == everything for positions in heard)
    assert (farewell.type, code) == ("too_slow", 1013)
    assert slow == list(range(1, farewell.position + 1))
    assert len(slow) <= LINES - 1_000


def _write(server: LiveServer) -> None:
    for first in range(0, LINES, GROUP):
        for n in range(first, first + GROUP):
            server.sink.put(a_line(f"{n} {TEXT}"))
        server.sink.flush()


async def _listen(server: LiveServer, entered: asyncio.Semaphore) -> list[int]:
    async with listening(server, open_timeout=60) as listener:
        await listener.subscribe()
        entered.release()
        positions: list[int] = []
        while len(positions) < LINES:
            positions += _positions(_MESSAGE.decode(await listener.connection.recv()))
        return positions


async def _read_at_last(deaf: Listener) -> tuple[list[int], _Message, int]:
    positions: list[int] = []
    last = _Message("")
    with suppress(ConnectionClosed):
        while True:
            last = _MESSAGE.decode(await deaf.connection.recv())
            positions += _positions(last)
    return positions, last, deaf.connection.close_code or 0


def _positions(message: _Message) -> Sequence[int]:
    return [line.position for line in message.lines]


def _deaf(server: LiveServer) -> dict[str, Any]:
    """
    Return options for a client that takes next to nothing before it reads.
    """
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    narrow.connect(("127.0.0.1", server.port))
    narrow.setblocking(False)
    return {"sock": narrow, "max_queue": 1}
