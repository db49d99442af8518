"""The first to see a request: is it meant for us, and does it come from our own pages?"""

from typing import Final

import attrs
from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from entrypoints.rest.problem import ProblemDetails, problem, send_problem
from entrypoints.rest.session_cookie import has_session_cookie
from entrypoints.rest.sites import Site, Sites

MOST_BODY_BYTES: Final = 64 * 1024
#: An order file goes to the disk piece by piece, so it may be larger; the shelf's own limit.
MOST_FILE_BYTES: Final = 32 * 1024 * 1024
#: Where order files are taken in.
ORDER_FILES_PATH: Final = "/api/orders/csv"

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: RFC 6455: the message violates the server's policy.
_POLICY = 1008

_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_HTTPS_ONLY = "max-age=31536000"


@attrs.frozen
class FrontDoor:
    """
    Refuses foreign hosts, foreign pages and oversized bodies before any work is done.

    A page of another site can make a browser send our cookie, and a name that
    is pointed at us can make it read our answers; both show in the headers.
    """

    app: ASGIApp
    sites: Sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope)
        if scope["type"] == ScopeType.WEBSOCKET:
            if refusal is None:
                await self.app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": _POLICY, "reason": refusal.detail})
            return
        dressed = self._dressed(scope, send)
        if refusal is None:
            await self.app(scope, receive, dressed)
        else:
            await send_problem(dressed, refusal)

    def _refusal(self, scope: Scope) -> ProblemDetails | None:
        headers = Headers.from_scope(scope)
        hosts = headers.getall("host", [])
        here = self.sites.at_host(hosts[0]) if len(hosts) == 1 else frozenset()
        if not here:
            return problem(
                421, "this address is not ours; set server.public_url", code="foreign_host"
            )
        if not self._may_ask(scope, headers, here):
            return problem(
                403, "this was asked for by a page that is not ours", code="foreign_origin"
            )
        length = headers.get("content-length", "0")
        most = MOST_FILE_BYTES if scope["path"] == ORDER_FILES_PATH else MOST_BODY_BYTES
        if not length.isdecimal() or int(length) > most:
            return problem(413, f"a body may have {most} bytes", code="body_too_large")
        return None

    def _may_ask(self, scope: Scope, headers: Headers, here: frozenset[Site]) -> bool:
        origin = headers.get("origin")
        ours = origin is not None and Site.of(origin) in here
        if scope["type"] == ScopeType.WEBSOCKET:
            return ours
        if str(scope.get("method")) in _SAFE_METHODS or ours:
            return True
        by_cookie = has_session_cookie(headers) and "authorization" not in headers
        if by_cookie:
            return False
        return origin is None or self.sites.is_friend(origin)

    def _dressed(self, scope: Scope, send: Send) -> Send:
        private = scope["path"].startswith("/api")

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                if self.sites.https:
                    headers["strict-transport-security"] = _HTTPS_ONLY
                if private or "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
            await send(message)

        return dressed
