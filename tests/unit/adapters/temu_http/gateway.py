"""A gateway that answers what a test says, without any network."""

import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import attrs
import httpx

from adapters.clock import FixedClock
from adapters.http.client import make_client
from adapters.http.rate_limit import RateLimit
from adapters.http.retry import RetryPolicy
from adapters.temu_http.credentials import TemuCredentials
from adapters.temu_http.router import TemuRouter
from adapters.temu_http.signature import Md5Signature

NOW = datetime(2026, 1, 1, 0, 0, tzinfo=UTC)
SECRET, TOKEN = "geheim-0815", "token-4711"
CREDENTIALS = TemuCredentials(app_key="demo-key", app_secret=SECRET, access_token=TOKEN)
AT_ONCE = RetryPolicy(first_wait_s=0, longest_wait_s=0.05, jitter_s=0)

Body = Mapping[str, Any]
Reply = Callable[[Body], httpx.Response]


def ok(result: object) -> httpx.Response:
    """
    Return a success envelope around *result*.
    """
    envelope = {
        "success": True,
        "requestId": "eu-1",
        "errorCode": 1000000,
        "errorMsg": "",
        "result": result,
    }
    return httpx.Response(200, text=json.dumps(envelope, ensure_ascii=False))


def refused(code: int, message: str = "no") -> httpx.Response:
    """
    Return the envelope of a refusal.
    """
    envelope = {
        "success": False,
        "requestId": "eu-2",
        "errorCode": code,
        "errorMsg": message,
        "result": None,
    }
    return httpx.Response(200, text=json.dumps(envelope))


def html(status: int = 502) -> httpx.Response:
    """
    Return the page of a proxy.
    """
    return httpx.Response(status, text="<html>too many requests</html>")


def truncated() -> httpx.Response:
    """
    Return the first half of a success.
    """
    text = ok({"x": 1}).text
    return httpx.Response(200, text=text[: len(text) // 2])


@attrs.define
class Gateway:
    """
    Answers each operation with the next of its replies; the last one for ever.
    """

    replies: dict[str, list[Reply]] = attrs.field(factory=dict)
    bodies: list[dict[str, Any]] = attrs.field(factory=list)
    raw: list[bytes] = attrs.field(factory=list)
    lock: threading.Lock = attrs.field(factory=threading.Lock)

    def on(self, operation: str, *replies: httpx.Response | Exception | Reply) -> None:
        """
        Set the replies to *operation*.
        """
        self.replies[operation] = [_reply(reply) for reply in replies]

    def router(self) -> TemuRouter:
        """
        Return a router that speaks to this gateway.
        """
        return TemuRouter(
            http=make_client(transport=httpx.MockTransport(self._handle)),
            url="https://temu.example/openapi/router",
            credentials=CREDENTIALS,
            signature=Md5Signature(),
            clock=FixedClock(NOW),
            rate_limit=RateLimit(None),
            retry=AT_ONCE,
        )

    def asked(self, operation: str) -> list[dict[str, Any]]:
        """
        Return the bodies sent to *operation*.
        """
        return [body for body in self.bodies if body["type"] == operation]

    def _handle(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        with self.lock:
            self.bodies.append(body)
            self.raw.append(request.content)
            replies = self.replies[body["type"]]
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
        return reply(body)


def _reply(reply: httpx.Response | Exception | Reply) -> Reply:
    if isinstance(reply, httpx.Response):
        text, status, headers = reply.text, reply.status_code, dict(reply.headers)
        return lambda _: httpx.Response(status, text=text, headers=headers)
    if isinstance(reply, Exception):
        error = reply

        def fail(_: Body) -> httpx.Response:
            raise error

        return fail
    return reply
