"""Query parameters that a route does not know are refused."""

import threading
from collections.abc import Mapping

import attrs
from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.exceptions import ValidationException
from litestar.routes import HTTPRoute

from entrypoints.rest.caller import ALLOWED, UNASKED, Caller

#: By path and method: the names a route takes.
_Names = Mapping[tuple[str, str], frozenset[str]]


@attrs.define
class KnownParameters:
    """
    Refuses a parameter that would be overlooked: ``?satte=held`` must not list everything.

    Looks at our own routes only; a page may be opened with whatever an address carries.
    """

    _names: _Names | None = attrs.field(default=None, init=False)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False, eq=False)

    def __call__(self, request: Request[Caller | None, None, State]) -> None:
        """
        Let the request go on.

        Raises:
            ValidationException: A parameter is not known; named in ``extra``.
        """
        opt = request.route_handler.opt
        if not request.query_params or ALLOWED not in opt or opt.get(UNASKED, False):
            return
        known = self._known(request.app).get((request.scope["path_template"], request.method))
        if known is None:
            return
        for name in request.query_params:
            if name not in known:
                text = (
                    f"there is no such parameter; there are: {', '.join(sorted(known)) or 'none'}"
                )
                fault = {"message": text, "key": name, "source": "query"}
                raise ValidationException(text, extra=[fault])

    def _known(self, app: Litestar) -> _Names:
        with self._lock:
            if self._names is None:
                self._names = {
                    (route.path_format, method): frozenset(
                        parameter.field_alias for parameter in model.expected_query_params
                    )
                    for route in app.routes
                    if isinstance(route, HTTPRoute)
                    for method, (_, model) in route.route_handler_map.items()
                }
            return self._names
