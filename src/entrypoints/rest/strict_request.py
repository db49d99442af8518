"""Requests that are taken as they are: nothing is guessed, and nothing is overlooked."""

import re
from typing import Any, Final

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import ClientException, ValidationException
from litestar.handlers import HTTPRouteHandler

from entrypoints.rest.caller import Caller

#: How msgspec names a place: ``$.states[0]``.
_PLACE: Final = re.compile(r" - at `\$\.?(.*)`$")


class StrictRequest(Request[Caller | None, None, State]):
    """
    Refuses a body that is no JSON in UTF-8, or whose values are of other types than asked for.

    Litestar itself reads ``"5"`` as 5 and ``1`` as true; a program that sends such
    things has a fault that should not hide until the day it sends ``"five"``.
    """

    async def json(self) -> Any:
        """
        Return the body's JSON; None when there is no body.

        Raises:
            ClientException: It is no JSON.
            ValidationException: A value is not what the route asks for; named in ``extra``.
        """
        body = await self.body()
        if not body:
            return None
        try:
            value = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ClientException("this is not valid JSON") from error
        wanted = _wanted(self.route_handler)
        if wanted is not None:
            _demand(value, wanted)
        return value


def _wanted(handler: Any) -> Any:
    """
    Return the type a route asks its body to be; None when it takes any.
    """
    if not isinstance(handler, HTTPRouteHandler):
        return None
    data = handler.parsed_fn_signature.parameters.get("data")
    return None if data is None else data.annotation


def _demand(value: Any, wanted: Any) -> None:
    try:
        msgspec.convert(value, type=wanted, strict=True)
    except msgspec.ValidationError as error:
        message = str(error)
        place = _PLACE.search(message)
        fault = {
            "message": _PLACE.sub("", message),
            "key": place[1] if place else "data",
            "source": "body",
        }
        raise ValidationException(fault["message"], extra=[fault]) from error
