"""How a route is declared here: whom it serves, and that it runs in a thread."""

from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from litestar import delete, get, post
from litestar.concurrency import sync_to_thread
from litestar.handlers import HTTPRouteHandler
from litestar.utils.predicates import is_async_callable

from entrypoints.rest.caller import ALLOWED, OPERATORS, VIEWERS
from job_core.access import Role

#: Key of a route's ``opt``: a repeated request under the same key is answered from the books.
IDEMPOTENT: Final = "idempotent"

P = ParamSpec("P")
T = TypeVar("T")

_Decorator = Callable[[Callable[..., Any]], HTTPRouteHandler]


def reading(
    path: str | Sequence[str], *, allowed: frozenset[Role] = VIEWERS, **options: Any
) -> _Decorator:
    """
    Declare a route that changes nothing.
    """
    declare = get(path, opt={ALLOWED: allowed}, **options)
    return lambda function: declare(_in_thread(function))


def changing(
    path: str | Sequence[str],
    *,
    allowed: frozenset[Role] = OPERATORS,
    status: int = 200,
    idempotent: bool = True,
    **options: Any,
) -> _Decorator:
    """
    Declare a route that does something; it takes an ``Idempotency-Key``.
    """
    opt = {ALLOWED: allowed, IDEMPOTENT: idempotent}
    declare = post(path, opt=opt, status_code=status, **options)
    return lambda function: declare(_in_thread(function))


def ending(path: str, *, allowed: frozenset[Role] = VIEWERS, **options: Any) -> _Decorator:
    """
    Declare a route that ends something.
    """
    declare = delete(path, opt={ALLOWED: allowed}, **options)
    return lambda function: declare(_in_thread(function))


def _in_thread(function: Callable[P, T]) -> Callable[P, Awaitable[T]] | Callable[P, T]:
    """
    Return *function* as one that never blocks the event loop.

    Litestar's own ``sync_to_thread`` wraps twice when a path has several methods
    (2.25), and then nobody awaits the inner one.
    """
    if is_async_callable(function):
        return function

    @wraps(function)
    async def threaded(*args: P.args, **kwargs: P.kwargs) -> T:
        return await sync_to_thread(function, *args, **kwargs)

    return threaded
