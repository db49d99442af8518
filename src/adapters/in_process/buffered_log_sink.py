"""Log lines stored in groups by one thread of the process."""

import threading
from collections.abc import Sequence

import attrs

from adapters.in_process.log_hub import LogHub
from job_core.ports.log_sink import LogSink
from job_core.ports.run_log import RunLog
from job_core.run import LogLine
from shared_kernel.errors import ConnectorError, UnavailableError


@attrs.define(kw_only=True)
class BufferedLogSink(LogSink):
    """
    Commits what came within 100 ms, or 500 lines, at once; then tells the hub.

    The buffer is bounded: when it is full, ``put`` waits.  While the database
    is away the lines stay and are tried again.  ``close`` stores the rest.
    """

    run_log: RunLog
    hub: LogHub
    group_s: float = 0.1
    lines_at_once: int = 500
    most_waiting: int = 20_000
    #: How long ``flush`` waits before it gives up.
    patience_s: float = 15.0
    #: Between two tries while the database is away.
    pause_s: float = 1.0
    _waiting: list[LogLine] = attrs.field(factory=list, init=False)
    _put: int = attrs.field(default=0, init=False)
    _stored: int = attrs.field(default=0, init=False)
    _hurry: bool = attrs.field(default=False, init=False)
    _closed: bool = attrs.field(default=False, init=False)
    _changed: threading.Condition = attrs.field(
        factory=threading.Condition, init=False, repr=False, eq=False
    )
    _writer: threading.Thread = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        self._writer = threading.Thread(target=self._write, name="run-log", daemon=True)
        self._writer.start()

    def put(self, line: LogLine) -> None:
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) < self.most_waiting or self._closed)
            self._waiting.append(line)
            self._put += 1
            if len(self._waiting) in (1, self.lines_at_once):
                self._changed.notify_all()

    def flush(self) -> None:
        with self._changed:
            wanted = self._put
            self._hurry = True
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: self._stored >= wanted, self.patience_s):
                raise UnavailableError("log lines could not be stored; they are tried again")

    def close(self) -> None:
        """
        Store the rest and end the thread.
        """
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._writer.join(self.patience_s)

    def _write(self) -> None:
        while (group := self._next_group()) is not None:
            if group and not self._store(group):
                with self._changed:
                    if self._closed:
                        # The database is away and the program ends; nothing more can be done.
                        return
                    self._changed.wait_for(lambda: self._closed, self.pause_s)

    def _next_group(self) -> Sequence[LogLine] | None:
        """
        Return the lines to store next, which stay in the buffer; None at the end.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            self._changed.wait_for(
                lambda: len(self._waiting) >= self.lines_at_once or self._hurry or self._closed,
                self.group_s,
            )
            if self._closed and not self._waiting:
                return None
            return self._waiting[: self.lines_at_once]

    def _store(self, group: Sequence[LogLine]) -> bool:
        try:
            stored = self.run_log.append(group)
        except ConnectorError:
            return False
        # Told before anyone waiting goes on: a flushed line has been heard of.
        self.hub.tell(stored)
        with self._changed:
            del self._waiting[: len(group)]
            self._stored += len(group)
            self._hurry = self._hurry and bool(self._waiting)
            self._changed.notify_all()
        return True
