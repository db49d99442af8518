"""Log lines stored by whoever says them."""

import threading

import attrs

from job_core.ports.log_sink import LogSink
from job_core.ports.run_log import RunLog
from job_core.run import LogLine

#: Lines are stored when so many are waiting, and when flushed.
_LINES_AT_ONCE = 100


@attrs.define
class DirectLogSink(LogSink):
    """
    Stores groups of lines in the thread that puts them; for a command that ends soon.
    """

    run_log: RunLog
    _waiting: list[LogLine] = attrs.field(factory=list, init=False)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False, eq=False)

    def put(self, line: LogLine) -> None:
        with self._lock:
            self._waiting.append(line)
            if len(self._waiting) >= _LINES_AT_ONCE:
                self._store()

    def flush(self) -> None:
        with self._lock:
            self._store()

    def _store(self) -> None:
        if self._waiting:
            self.run_log.append(self._waiting)
            self._waiting = []
