"""What each failure is called on the wire."""

import logging
import math
import re
from collections.abc import Mapping
from typing import Any, Final

from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap

from entrypoints.rest.problem import ProblemDetails, problem, problem_answer
from entrypoints.rest.refusals import RefusedError
from shared_kernel.errors import (
    ConnectorError,
    CorruptReplyError,
    Family,
    OutcomeUnknownError,
    UnavailableError,
)

_LOG = logging.getLogger("temu_jtl.rest")

_Asked = Request[Any, Any, State]
_Answer = Response[ProblemDetails]

#: Conflicts with what is the case now; other wrong data is 422.
_CONFLICTS: Final = frozenset(
    {"already_running", "already_finished", "not_finished", "name_taken", "plan_outdated"}
)
_RETRY_AFTER_S = 5
#: ``state`` is taken: Litestar gives routes its own object under that name.
_QUERY_NAMES: Final = {"states": "state"}
_UNKNOWN_FIELD = re.compile(r"unknown field `([^`]*)`|missing required field `([^`]*)`")


def on_connector_error(_request: _Asked, error: ConnectorError) -> _Answer:
    """
    Say what the core refused or could not do.
    """
    if isinstance(error, RefusedError):
        content = problem(error.status, error.text, code=error.code, field=error.field)
        return problem_answer(content, error.headers)
    status, headers = _status_of(error), dict[str, str]()
    if isinstance(error, UnavailableError):
        wait = error.retry_after_s if error.retry_after_s is not None else _RETRY_AFTER_S
        headers["retry-after"] = str(max(1, math.ceil(wait)))
    running = error.code == "already_running"
    content = problem(
        status,
        error.text,
        code=_slug(error.code),
        field="" if running else error.field,
        run_id=error.field if running else "",
    )
    return problem_answer(content, headers)


def on_http_error(_request: _Asked, error: HTTPException) -> _Answer:
    """
    Say what was wrong with the request itself.
    """
    if isinstance(error, ValidationException):
        return problem_answer(_invalid(error))
    details = {
        400: "this is not valid JSON",
        404: "there is nothing here",
        405: "this cannot be done here",
        413: "the body is too large",
    }
    status = error.status_code
    detail = details.get(status, error.detail) if status < 500 else "this is our fault"
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    return problem_answer(problem(status, detail), headers)


def on_unexpected_error(request: _Asked, error: Exception) -> _Answer:
    """
    Tell our own log what happened, and the caller that it was not their fault.
    """
    # The route, not the path: a path may name an order.
    _LOG.error("unexpected error in %s %s", request.method, _route(request), exc_info=error)
    return problem_answer(
        problem(500, "something unexpected happened; the server's own log says what")
    )


#: For the application.
EXCEPTION_HANDLERS: Final[ExceptionHandlersMap] = {
    ConnectorError: on_connector_error,
    HTTPException: on_http_error,
    Exception: on_unexpected_error,
}


def _status_of(error: ConnectorError) -> int:
    if isinstance(error, UnavailableError):
        return 503
    if isinstance(error, OutcomeUnknownError | CorruptReplyError):
        return 502
    if error.family is Family.STOPPED:
        return 409
    if error.code in _CONFLICTS:
        return 409
    return 404 if error.code.startswith("unknown_") else 422


def _slug(code: str) -> str:
    """
    Return a code as part of a URN; another system's own may hold anything.
    """
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", code)


def _invalid(error: ValidationException) -> ProblemDetails:
    found = error.extra if isinstance(error.extra, list) else []
    faults = [fault for fault in found if isinstance(fault, Mapping)]
    # A body that may be left out is reported as missing beside any other fault.
    fault = next((f for f in faults if f.get("message") != "'data'"), {})
    message, key = str(fault.get("message", error.detail)), str(fault.get("key", ""))
    source = str(getattr(fault.get("source"), "value", fault.get("source")))
    if source == "path":
        return problem(404, "there is nothing here")
    if source == "query":
        key = _QUERY_NAMES.get(key, key)
    named = _UNKNOWN_FIELD.search(message)
    field = next(filter(None, named.groups()), key) if named else key
    field = "" if field == "data" else field
    detail = f"{field}: {message}" if field and not named else message
    return problem(422, detail, code="invalid", field=field)


def _route(request: _Asked) -> str:
    return str(next(iter(getattr(request.route_handler, "paths", ())), ""))
