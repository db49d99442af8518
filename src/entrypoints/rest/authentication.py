"""The second to see a request: who asks, and may they?"""

import math
from typing import Any, TypeAlias

import attrs
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from entrypoints.rest.caller import ALLOWED, ANYONE, OPERATORS, UNASKED, Caller
from entrypoints.rest.client_address import ClientAddress
from entrypoints.rest.failed_logins import FailedLogins
from entrypoints.rest.refusals import ForbiddenError, TooManyTriesError, UnknownCallerError
from entrypoints.rest.session_cookie import cookie_name
from job_core.use_cases.authenticate import Authenticate, Identity

#: Of whatever route, known or unknown.
Connection: TypeAlias = ASGIConnection[Any, Any, Any, Any]

_BEARER = "bearer "


@attrs.frozen(kw_only=True)
class Doorman:
    """
    Knows callers by token or cookie, and makes those who guess wait.
    """

    authenticate: Authenticate
    failed_logins: FailedLogins
    client_address: ClientAddress
    https: bool

    def address_of(self, connection: Connection) -> str:
        """
        Return where a request comes from.
        """
        client = connection.client
        forwarded = ",".join(connection.headers.getall("x-forwarded-for", []))
        return self.client_address.of(client.host if client else "", forwarded)

    def caller(self, connection: Connection) -> Caller | None:
        """
        Return who asks; None when nobody we know.

        Raises:
            TooManyTriesError: Too many wrong tokens came from this address.
        """
        token = _bearer(connection.headers)
        if token is not None:
            return self._by_token(token, self.address_of(connection))
        secret = connection.cookies.get(cookie_name(https=self.https))
        return _caller(self.authenticate.by_session(secret)) if secret else None

    def refuse_while_waiting(self, address: str) -> None:
        """
        Let nobody guess faster than the delay.

        Raises:
            TooManyTriesError: The address has to wait.
        """
        wait = self.failed_logins.wait_s(address)
        if wait:
            raise TooManyTriesError(retry_after_s=math.ceil(wait))

    def _by_token(self, token: str, address: str) -> Caller | None:
        self.refuse_while_waiting(address)
        identity = self.authenticate.by_token(token)
        if identity is None:
            self.failed_logins.failed(address, token)
        else:
            self.failed_logins.passed(address)
        return _caller(identity)


@attrs.frozen(eq=False)
class Authentication(ASGIMiddleware):
    """
    Puts the caller into the scope and refuses those whom the route does not serve.

    A route says in ``opt`` which roles it serves; one that says nothing serves
    operators only.
    """

    doorman: Doorman

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """
        Let the request through or raise the refusal.
        """
        handler = scope["route_handler"]
        if handler.opt.get(UNASKED, False):
            scope["user"] = None
            await next_app(scope, receive, send)
            return
        allowed = handler.opt.get(ALLOWED, OPERATORS)
        if scope["type"] == ScopeType.HTTP and scope["method"] == "OPTIONS":
            allowed = ANYONE
        connection: Connection = ASGIConnection(scope)
        # Whoever shows a token or a cookie wants to be known, even where anyone may ask.
        shown = "authorization" in connection.headers or bool(connection.cookies)
        caller = await sync_to_thread(self.doorman.caller, connection) if shown else None
        if allowed != ANYONE:
            _demand(caller, allowed)
        scope["user"] = caller
        await next_app(scope, receive, send)


def _demand(caller: Caller | None, allowed: object) -> None:
    if caller is None:
        raise UnknownCallerError
    if not isinstance(allowed, frozenset) or caller.role not in allowed:
        raise ForbiddenError(caller.role)


def _bearer(headers: Headers) -> str | None:
    value = headers.get("authorization")
    if value is None:
        return None
    # Another scheme is no cookie either: it is a caller we do not know.
    return value[len(_BEARER) :].strip() if value.lower().startswith(_BEARER) else value


def _caller(identity: Identity | None) -> Caller | None:
    return None if identity is None else Caller(name=identity.token_name, role=identity.role)
