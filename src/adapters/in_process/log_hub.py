"""From the thread that stores log lines to the event loops that show them."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from typing import TypeAlias

import attrs

from job_core.run import StoredLine

Listener: TypeAlias = Callable[[Sequence[StoredLine]], None]


@attrs.frozen(eq=False)
class Subscription:
    """
    Somebody who listens, with the loop to be told in; known by identity.
    """

    loop: asyncio.AbstractEventLoop
    listener: Listener


@attrs.define
class LogHub:
    """
    Tells listeners about stored lines, each in its own event loop; never waits for one.
    """

    _subscriptions: list[Subscription] = attrs.field(factory=list, init=False)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False, eq=False)

    def subscribe(self, loop: asyncio.AbstractEventLoop, listener: Listener) -> Subscription:
        """
        Have *listener* called in *loop* with each group of lines, in order of position.
        """
        subscription = Subscription(loop, listener)
        with self._lock:
            self._subscriptions.append(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """
        Tell it nothing more.  Idempotent.
        """
        with self._lock:
            if subscription in self._subscriptions:
                self._subscriptions.remove(subscription)

    def tell(self, lines: Sequence[StoredLine]) -> None:
        """
        Pass on lines that are stored; called by one thread at a time.
        """
        with self._lock:
            present = tuple(self._subscriptions)
        for subscription in present:
            try:
                subscription.loop.call_soon_threadsafe(subscription.listener, lines)
            except RuntimeError:
                # Its loop was closed.
                self.unsubscribe(subscription)
