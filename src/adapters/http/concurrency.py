"""Doing the same thing for many items at the same time."""

import contextvars
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from adapters.http.client import MOST_IN_FLIGHT

Item = TypeVar("Item")
Result = TypeVar("Result")


def fan_out(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    at_most: int = MOST_IN_FLIGHT,
) -> list[Result]:
    """
    Return ``function(item)`` for each of *items*, in their order.

    At most *at_most* calls run at a time.  A failure ends it: what runs is
    waited for, what has not begun never begins, and the first failure in the
    order of *items* is raised.
    """
    if not items:
        return []
    context = contextvars.copy_context()

    def call(item: Item) -> Result:
        # A context can be entered once at a time, so each call gets its own copy.
        return context.copy().run(function, item)

    with ThreadPoolExecutor(min(at_most, len(items)), thread_name_prefix="fan-out") as pool:
        return list(pool.map(call, items))
