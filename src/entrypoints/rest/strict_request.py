"""Requests whose JSON is taken as it is."""

from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import ClientException

from entrypoints.rest.caller import Caller


class StrictRequest(Request[Caller | None, None, State]):
    """
    Refuses a body that is no JSON in UTF-8, whatever is wrong with it.
    """

    async def json(self) -> Any:
        """
        Return the body's JSON; None when there is no body.
        """
        body = await self.body()
        if not body:
            return None
        try:
            return msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ClientException("this is not valid JSON") from error
