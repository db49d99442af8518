"""The same request twice is done once."""

import hashlib
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import attrs
from litestar.concurrency import sync_to_thread
from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from litestar.types.asgi_types import HTTPRequestEvent, ReceiveMessage

from entrypoints.rest.caller import Caller
from entrypoints.rest.front_door import MOST_BODY_BYTES
from entrypoints.rest.refusals import InProgressError, ReusedKeyError
from entrypoints.rest.routes import IDEMPOTENT
from job_core.ports.answered_requests import Answered, AnsweredRequests
from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError, RejectedError

_HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_KEPT = timedelta(days=1)
_FORGET_EVERY = timedelta(hours=1)


@attrs.define(eq=False, kw_only=True)
class Idempotency(ASGIMiddleware):
    """
    Answers a repeated POST under the same ``Idempotency-Key`` with the first answer.

    What was refused is not kept: a mended request may come under the same key.
    Two at once under one key: the second is told to wait.  Comes after the
    authentication, for keys belong to a token.
    """

    scopes = (ScopeType.HTTP,)

    answered: AnsweredRequests
    clock: Clock
    _under_way: set[tuple[str, str]] = attrs.field(factory=set, init=False)
    _forgotten_at: datetime | None = attrs.field(default=None, init=False)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """
        Answer from the books, or let the request through and keep its answer.
        """
        key = Headers.from_scope(scope).get(_HEADER)
        caller = scope.get("user")
        wanted = scope["route_handler"].opt.get(IDEMPOTENT, False)
        if key is None or not wanted or not isinstance(caller, Caller):
            await next_app(scope, receive, send)
            return
        if not _KEY.fullmatch(key):
            raise RejectedError(
                "an idempotency key has 1 to 200 visible characters",
                code="invalid",
                field=_HEADER,
            )
        place = (caller.name, key)
        if place in self._under_way:
            raise InProgressError
        self._under_way.add(place)
        try:
            await self._answer(place, scope, receive, send, next_app)
        finally:
            self._under_way.discard(place)

    async def _answer(
        self,
        place: tuple[str, str],
        scope: Scope,
        receive: Receive,
        send: Send,
        next_app: ASGIApp,
    ) -> None:
        body = await _body(receive)
        request_hash = _hash(scope, body)
        before = await sync_to_thread(self.answered.find, *place)
        if before is not None:
            if before.request_hash != request_hash:
                raise ReusedKeyError
            await _send_again(send, before)
            return
        kept: list[Message] = []

        async def keep(message: Message) -> None:
            kept.append(message)

        await next_app(scope, _replayed(body, receive), keep)
        status = next((m["status"] for m in kept if m["type"] == "http.response.start"), 500)
        if 200 <= status < 300:
            answer = Answered(request_hash=request_hash, status=status, body=_text(kept))
            await sync_to_thread(self._keep, place, answer)
        for message in kept:
            await send(message)

    def _keep(self, place: tuple[str, str], answer: Answered) -> None:
        now = self.clock.now()
        try:
            self.answered.keep(*place, answer, now)
            if self._forgotten_at is None or now - self._forgotten_at > _FORGET_EVERY:
                self.answered.forget_before(now - _KEPT)
                self._forgotten_at = now
        except ConnectorError:
            # It is done; an answer that says otherwise would have it done twice.
            return


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    async for part in _parts(receive):
        body += part
        if len(body) > MOST_BODY_BYTES:
            raise RequestEntityTooLarge
    return bytes(body)


async def _parts(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return
        yield message["body"]
        if not message["more_body"]:
            return


def _replayed(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> ReceiveMessage:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return HTTPRequestEvent(type="http.request", body=body, more_body=False)

    return replay


def _hash(scope: Scope, body: bytes) -> str:
    path = scope["path"].encode() + b"?" + scope["query_string"]
    return hashlib.sha256(b"\0".join([path, body])).hexdigest()


def _text(messages: list[Message]) -> str:
    parts = (m["body"] for m in messages if m["type"] == "http.response.body")
    return b"".join(parts).decode()


async def _send_again(send: Send, answer: Answered) -> None:
    body = answer.body.encode()
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(body)).encode()),
                (b"idempotency-replayed", b"true"),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})
