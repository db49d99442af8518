"""What Dramatiq complains about."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: The same complaint is passed on again after so many seconds.
_QUIET_S = 60.0


class _Complaints(logging.Handler):
    def __init__(self, warn: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._warn = warn
        self._last: dict[str, float] = {}
        self._guard = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        # Told by its template, so that ids do not make every complaint a new one.
        kind = str(record.msg)
        with self._guard:
            if record.created - self._last.get(kind, 0.0) < _QUIET_S:
                return
            self._last[kind] = record.created
        # Its traceback may show addresses with passwords; the first line does not.
        self._warn(f"queue: {record.getMessage().splitlines()[0]}")


@contextmanager
def passing_on_complaints(warn: Callable[[str], None]) -> Iterator[None]:
    """
    Have *warn* told of warnings and errors of Dramatiq, each kind once a minute at most.
    """
    logger = logging.getLogger("dramatiq")
    handler, propagated = _Complaints(warn), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagated
