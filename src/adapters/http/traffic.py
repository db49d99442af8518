"""What goes out, counted while it goes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import attrs


@attrs.frozen(kw_only=True)
class TrafficFigures:
    """
    How much goes out at one moment, and went out since the process began.
    """

    in_flight: int
    calls: int
    #: Calls that had to wait for their turn, and for how many seconds in all.
    waits: int
    waited_s: float


class Traffic:
    """
    Counts calls and waits of everybody it was given to.  Thread-safe; knows no contents.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._figures = TrafficFigures(in_flight=0, calls=0, waits=0, waited_s=0.0)

    @contextmanager
    def call(self) -> Iterator[None]:
        """
        Count a call that is under way until the block ends, however it ends.
        """
        self._add(in_flight=1, calls=1)
        try:
            yield
        finally:
            self._add(in_flight=-1)

    def waited(self, seconds: float) -> None:
        """
        Count how long a call waited for its turn; one that did not wait is none.
        """
        if seconds > 0:
            self._add(waits=1, waited_s=seconds)

    def figures(self) -> TrafficFigures:
        """
        Return what was counted up to now.
        """
        return self._figures

    def _add(
        self, *, in_flight: int = 0, calls: int = 0, waits: int = 0, waited_s: float = 0.0
    ) -> None:
        with self._lock:
            before = self._figures
            self._figures = TrafficFigures(
                in_flight=before.in_flight + in_flight,
                calls=before.calls + calls,
                waits=before.waits + waits,
                waited_s=before.waited_s + waited_s,
            )
