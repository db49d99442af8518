"""Reading on in the run log."""

from collections.abc import Iterator

import attrs

from entrypoints.live.frames import LINES_AT_ONCE
from job_core.ports.run_log import LogFilter, RunLog
from job_core.run import StoredLine


@attrs.define(kw_only=True)
class LogCursor:
    """
    A place in the log, and which lines are wanted beyond it.
    """

    run_log: RunLog
    wanted: LogFilter
    position: int

    @classmethod
    def before_last(cls, run_log: RunLog, wanted: LogFilter, *, lines: int) -> "LogCursor":
        """
        Return a cursor so many wanted lines before the end of the log.
        """
        end = run_log.last_position()
        found = run_log.before(end, wanted, limit=lines) if lines else ()
        position = found[0].position - 1 if found else end
        return cls(run_log=run_log, wanted=wanted, position=position)

    def lines(self) -> Iterator[StoredLine]:
        """
        Yield the wanted lines that are stored by now; the next call goes on after them.
        """
        end = self.run_log.last_position()
        while True:
            found = self.run_log.after(self.position, self.wanted, limit=LINES_AT_ONCE)
            for stored in found:
                yield stored
                self.position = stored.position
            if len(found) < LINES_AT_ONCE:
                # What was not wanted need not be looked at again.
                self.position = max(self.position, end)
                return
