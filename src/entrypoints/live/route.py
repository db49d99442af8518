"""The address of the live log."""

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs
from litestar import WebSocket, websocket
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import WebsocketRouteHandler

from entrypoints.live.conversation import Conversation
from entrypoints.live.live_log import LiveLog
from entrypoints.rest.caller import ALLOWED, VIEWERS, Caller
from shared_kernel.errors import ConnectorError

#: Tells who asks; None when nobody we know.  May read the database.
WhoAsks: TypeAlias = Callable[[ASGIConnection[object, object, object, State]], Caller | None]


def live_log_route(live_log: LiveLog, who_asks: WhoAsks) -> WebsocketRouteHandler:
    """
    Return the WebSocket ``/ws/logs``; who may enter is decided before it is accepted.
    """

    @websocket("/ws/logs", opt={ALLOWED: VIEWERS})
    async def logs(socket: WebSocket[Any, Any, Any]) -> None:
        conversation = Conversation(
            socket=socket,
            live_log=live_log,
            still_allowed=_Permission(ASGIConnection(socket.scope), who_asks),
        )
        await conversation.hold()

    return logs


@attrs.frozen(eq=False)
class _Permission:
    """
    Asks again who a client is, because tokens are revoked and sessions end.
    """

    connection: ASGIConnection[object, object, object, State]
    who_asks: WhoAsks

    async def __call__(self) -> bool:
        try:
            caller = await sync_to_thread(self.who_asks, self.connection)
        except ConnectorError:
            # Nothing is known to have changed; the next look tells.
            return True
        return caller is not None and caller.role in VIEWERS
