"""A server that knows how to part with listeners."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class ImpatientProtocol(WebSocketsSansIOProtocol):
    """
    Gives up a connection that was closed and whose client reads no more.

    Otherwise it would stay, with all that waits for it, as long as the client
    lives, and keep the server from stopping.
    """

    #: What was sent before the end must be read within this time.
    last_read_s = 5.0

    async def run_asgi(self) -> None:
        """
        Serve one client.
        """
        try:
            await super().run_asgi()
        finally:
            # Harmless when the connection is gone by then.
            asyncio.get_running_loop().call_later(self.last_read_s, self.transport.abort)

    def shutdown(self) -> None:
        """
        Close the connection, unless that is under way: uvicorn fails when the client was first.
        """
        if not self.transport.is_closing():
            super().shutdown()


#: For ``uvicorn.Config``.  A message is encoded once for all clients, so it is
#: not compressed for each; clients have little to say.
SERVER_OPTIONS: Final[Mapping[str, Any]] = MappingProxyType(
    {"ws": ImpatientProtocol, "ws_max_size": 16 * 1024, "ws_per_message_deflate": False}
)


class PartingServer(uvicorn.Server):
    """
    Does something before it closes connections: uvicorn alone would say 1012 to all.

    Args:
        before_shutdown: Sends listeners away, such as ``LiveLog.close``.
        is_unwanted: Asked once when it has begun; True: it ends at once.  uvicorn
            hears signals only from then on.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        before_shutdown: Callable[[], Awaitable[None]],
        *,
        is_unwanted: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(config)
        self._before_shutdown = before_shutdown
        self._is_unwanted = is_unwanted

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """
        Begin to serve, unless the process was told to end meanwhile.
        """
        await super().startup(sockets)
        if self._is_unwanted():
            self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """
        Part with listeners, then with everybody.
        """
        await self._before_shutdown()
        await super().shutdown(sockets)
