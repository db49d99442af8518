"""Growing delays for those who guess."""

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

import attrs

from job_core.rules.secret_hash import secret_hash
from shared_kernel.clock import Clock

_LONGEST_S = 60.0
#: Wrong secrets remembered per address, so that a program which repeats one is not guessing.
_REMEMBERED = 8


@attrs.define
class _Guesses:
    times: int = 0
    wait_until: datetime | None = None
    recent: deque[str] = attrs.field(factory=lambda: deque(maxlen=_REMEMBERED))


@attrs.define(kw_only=True)
class FailedLogins:
    """
    Wrong secrets by address: some are free, then each doubles the wait, up to a minute.

    The same wrong secret again counts once: a monitor with an old token must not
    lock its own machine out.  Remembers so many addresses and forgets the oldest.
    """

    clock: Clock
    free: int = 3
    most_addresses: int = 1000
    _by_address: OrderedDict[str, _Guesses] = attrs.field(factory=OrderedDict, init=False)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False, eq=False)

    def wait_s(self, address: str) -> float:
        """
        Return for how many seconds *address* gets no answer; 0 when it may try.
        """
        with self._lock:
            guesses = self._by_address.get(address)
            if guesses is None or guesses.wait_until is None:
                return 0.0
            return max(0.0, (guesses.wait_until - self.clock.now()).total_seconds())

    def failed(self, address: str, secret: str) -> None:
        """
        Count a wrong secret.
        """
        known = secret_hash(secret)
        with self._lock:
            guesses = self._by_address.setdefault(address, _Guesses())
            self._by_address.move_to_end(address)
            if len(self._by_address) > self.most_addresses:
                self._by_address.popitem(last=False)
            if known in guesses.recent:
                return
            guesses.recent.append(known)
            guesses.times += 1
            over = guesses.times - self.free
            if over > 0:
                wait = min(_LONGEST_S, 2.0 ** min(over - 1, 10))
                guesses.wait_until = self.clock.now() + timedelta(seconds=wait)

    def passed(self, address: str) -> None:
        """
        Forget the address: it knew a secret.
        """
        with self._lock:
            self._by_address.pop(address, None)
