"""GET, POST and DELETE /api/session."""

from litestar import Request, Response
from litestar.datastructures import State
from litestar.params import JSONBody

from entrypoints.rest.authentication import Doorman
from entrypoints.rest.caller import ANYONE, SCRAPERS, Caller
from entrypoints.rest.given import Given
from entrypoints.rest.refusals import UnknownCallerError
from entrypoints.rest.routes import changing, ending, reading
from entrypoints.rest.services import Services
from entrypoints.rest.session_cookie import cookie_name, no_session_cookie, session_cookie
from entrypoints.wire.answers import SessionView
from entrypoints.wire.requests import SessionRequest


@reading("/api/session", allowed=SCRAPERS)
def show_session(services: Given[Services], caller: Given[Caller]) -> SessionView:
    """
    Say who is asking.
    """
    return SessionView(
        name=caller.name,
        role=caller.role.value,
        shops=services.shops.views(),
        expires_at=None,
        demo=services.demo,
    )


@changing("/api/session", allowed=ANYONE, status=201, idempotent=False)
def open_session(
    data: JSONBody[SessionRequest],
    request: Request[Caller | None, None, State],
    services: Given[Services],
    doorman: Given[Doorman],
) -> Response[SessionView]:
    """
    Trade a token for a session cookie.
    """
    address = doorman.address_of(request)
    doorman.refuse_while_waiting(address)
    opened = services.access.open_session(data.token)
    if opened is None:
        doorman.failed_logins.failed(address, data.token)
        raise UnknownCallerError
    doorman.failed_logins.passed(address)
    session = opened.session
    view = SessionView(
        name=session.token_name,
        role=session.role.value,
        shops=services.shops.views(),
        expires_at=session.expires_at,
        demo=services.demo,
    )
    cookie = session_cookie(
        opened.secret,
        https=doorman.https,
        now=session.created_at,
        until=session.expires_at,
    )
    return Response(view, status_code=201, cookies=[cookie])


@ending("/api/session", allowed=ANYONE, status_code=204)
def end_session(
    request: Request[Caller | None, None, State],
    services: Given[Services],
    doorman: Given[Doorman],
) -> Response[None]:
    """
    Log out; the browser forgets what it kept of us.
    """
    secret = request.cookies.get(cookie_name(https=doorman.https))
    if secret:
        services.access.end_session(secret)
    return Response(
        None,
        status_code=204,
        cookies=[no_session_cookie(https=doorman.https)],
        headers={"clear-site-data": '"cache", "cookies", "storage"'},
    )


ROUTES = (show_session, open_session, end_session)
