"""Who asks, and who may ask for what."""

from typing import Final

import attrs
from litestar import Request
from litestar.datastructures import State

from job_core.access import Role

#: Key of a route's ``opt``: the roles it serves.
ALLOWED: Final = "allowed"
#: Key of a route's ``opt``: nobody needs to know who asks, so the database is left alone.
UNASKED: Final = "unasked"

#: Everybody, known or not.
ANYONE: Final[frozenset[Role]] = frozenset()
VIEWERS: Final = frozenset({Role.VIEWER, Role.OPERATOR})
#: Also what holds for a route that says nothing.
OPERATORS: Final = frozenset({Role.OPERATOR})
SCRAPERS: Final = frozenset(Role)


@attrs.frozen(kw_only=True)
class Caller:
    """
    Somebody we know by a token, or by a session opened with it.
    """

    name: str
    role: Role

    @property
    def by(self) -> str:
        """
        How what they do is recorded.
        """
        return f"rest:{self.name}"


def provide_caller(request: Request[Caller, None, State]) -> Caller:
    """
    Return who asks; routes open to anyone must not want to know.
    """
    return request.user
