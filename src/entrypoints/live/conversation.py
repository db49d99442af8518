"""One client's talk with the live log, from its first word to its last."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeAlias

import attrs
from litestar import WebSocket
from litestar.exceptions import WebSocketDisconnect

from entrypoints.live.client import GONE, TOO_SLOW, Client, Ending
from entrypoints.live.frames import EncodedLine, heartbeat, lines_frame, subscribed, too_slow
from entrypoints.live.live_log import LiveLog
from entrypoints.live.request import NotOursError, Subscribe, read_request
from shared_kernel.errors import ConnectorError

Socket: TypeAlias = WebSocket[Any, Any, Any]

_NOTHING_SAID = Ending(1008, "nothing was subscribed to")
_NOT_ALLOWED = Ending(1008, "this is no longer allowed")
_AWAY = Ending(1013, "the log cannot be read; try again later")
_NOT_OURS = 1008


class _SlowError(Exception):
    """
    The client did not take a message.
    """


@attrs.define(kw_only=True, eq=False)
class Conversation:
    """
    Reads wishes, sends lines, and ends for one reason.

    What is sent is sent by one task, so its order is the order of positions.
    A client that does not read stops that task only.
    """

    socket: Socket
    live_log: LiveLog
    #: Whether the client's token or session still holds.
    still_allowed: Callable[[], Awaitable[bool]]
    _client: Client = attrs.field(init=False)

    async def hold(self) -> None:
        """
        Talk until somebody ends it.
        """
        await self.socket.accept()
        self._client = self.live_log.enter()
        try:
            await self._part(await self._ending())
        except (OSError, WebSocketDisconnect):
            # It went while we spoke.
            return
        finally:
            self.live_log.leave(self._client)

    async def _ending(self) -> Ending:
        """
        Return who ended it first: the client, what is sent to it, or the live log.
        """
        ended = self._client.ended
        if ended.done():
            return ended.result()
        talking = [asyncio.create_task(self._listen()), asyncio.create_task(self._speak())]
        try:
            await asyncio.wait([ended, *talking], return_when=asyncio.FIRST_COMPLETED)
            first = next(task for task in [ended, *talking] if task.done())
        finally:
            for task in talking:
                task.cancel()
            await asyncio.gather(*talking, return_exceptions=True)
        return first.result()

    async def _part(self, ending: Ending) -> None:
        if ending is GONE:
            return
        self.live_log.pause(self._client)
        with suppress(TimeoutError):
            async with asyncio.timeout(self.live_log.limits.last_words_s):
                if ending.too_slow:
                    await self.socket.send_text(too_slow(self._client.position))
                await self.socket.close(ending.code, ending.short_reason)

    async def _listen(self) -> Ending:
        while True:
            event = await self.socket.receive()
            if event["type"] != "websocket.receive":
                return GONE
            try:
                self._client.ask(read_request(event.get("text")))
            except NotOursError as error:
                return Ending(_NOT_OURS, str(error))

    async def _speak(self) -> Ending:
        limits, client = self.live_log.limits, self._client
        try:
            async with asyncio.timeout(limits.subscribe_within_s):
                await client.wake.wait()
        except TimeoutError:
            return _NOTHING_SAID
        loop = asyncio.get_running_loop()
        beat = loop.time() + limits.heartbeat_s
        look = loop.time() + limits.permission_s
        try:
            while True:
                client.wake.clear()
                await self._say_what_waits()
                if loop.time() >= look:
                    look = loop.time() + limits.permission_s
                    if not await self.still_allowed():
                        return _NOT_ALLOWED
                if loop.time() >= beat:
                    beat = loop.time() + limits.heartbeat_s
                    position = self.live_log.position_of(client)
                    await self._send(heartbeat(position, self.live_log.clock.now()))
                with suppress(TimeoutError):
                    async with asyncio.timeout_at(beat):
                        await client.wake.wait()
        except _SlowError:
            return TOO_SLOW
        except ConnectorError:
            return _AWAY

    async def _say_what_waits(self) -> None:
        while request := self._client.take_request():
            self.live_log.pause(self._client)
            await self._begin(request)
        while not self._client.asked and (frame := self._client.next_frame()):
            await self._send(frame.text)
            self._client.sent(frame)

    async def _begin(self, request: Subscribe) -> None:
        client, wanted = self._client, request.wanted
        client.position = await self.live_log.start_of(request.after)
        await self._send(subscribed(client.position))
        while not client.asked:
            if self.live_log.join(client, wanted, after=client.position):
                return
            lines, position = await self.live_log.missed(client.position, wanted)
            if lines:
                frame = lines_frame([EncodedLine.of(line) for line in lines], position=position)
                await self._send(frame.text)
            client.position = position

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(self.live_log.limits.send_within_s):
                await self.socket.send_text(text)
        except TimeoutError as error:
            raise _SlowError from error
