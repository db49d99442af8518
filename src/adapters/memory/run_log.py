"""The run log in memory."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from job_core.ports.run_log import LogFilter, RunLog
from job_core.run import LogLine, RunState, StoredLine


@attrs.frozen
class MemoryRunLog(RunLog):
    """
    Log lines in a memory store; positions count on whatever was erased.
    """

    store: MemoryStore

    def append(self, lines: Sequence[LogLine]) -> Sequence[StoredLine]:
        with self.store.unfenced() as tables:
            first = tables.last_log_position + 1
            stored = [StoredLine(position=n, line=line) for n, line in enumerate(lines, first)]
            tables.log.extend(stored)
            tables.last_log_position += len(stored)
            return stored

    def after(self, position: int, wanted: LogFilter, *, limit: int = 500) -> Sequence[StoredLine]:
        log = self.store.read().log
        return [s for s in log if s.position > position and wanted.fits(s.line)][:limit]

    def before(self, position: int, wanted: LogFilter, *, limit: int = 500) -> Sequence[StoredLine]:
        log = self.store.read().log
        found = [s for s in log if s.position <= position and wanted.fits(s.line)]
        return found[-limit:] if limit else []

    def last_position(self) -> int:
        return self.store.read().last_log_position

    def erase(
        self, *, of_good_runs_before: datetime, of_any_before: datetime, keep_most: int
    ) -> int:
        with self.store.unfenced() as tables:
            young = [
                stored
                for stored in tables.log
                if stored.line.at >= of_any_before
                and (stored.line.at >= of_good_runs_before or not _ended_well(tables, stored))
            ]
            kept = young[-keep_most:] if keep_most else []
            erased = len(tables.log) - len(kept)
            tables.log = kept
            return erased


def _ended_well(tables: Tables, stored: StoredLine) -> bool:
    run = tables.runs.get(stored.line.run_id)
    return run is not None and run.state is RunState.SUCCESS
