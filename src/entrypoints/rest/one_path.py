"""Paths with several methods."""

from litestar import Router
from litestar.types import Method
from litestar.types.internal_types import RouteHandlerMapItem


class OnePathRouter(Router):
    """
    Registers the methods of a path together.

    One by one, Litestar (2.25) keeps the OPTIONS answer of the first, which
    names no method that came later.
    """

    @property
    def route_handler_method_map(self) -> dict[str, RouteHandlerMapItem]:
        """
        Return the routes without those answers; they are made anew for all methods.
        """
        options: Method = "OPTIONS"
        return {
            path: {method: handler for method, handler in handlers.items() if method != options}
            for path, handlers in super().route_handler_method_map.items()
        }
