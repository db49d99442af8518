"""The run log in memory."""

from collections.abc import Sequence

import attrs

from adapters.memory.store import MemoryStore
from job_core.ports.run_log import RunLog
from job_core.run import LogLine


@attrs.frozen
class MemoryRunLog(RunLog):
    """
    Log lines in a memory store; a line's position is its place among all lines.
    """

    store: MemoryStore

    def append(self, lines: Sequence[LogLine]) -> None:
        with self.store.unfenced() as tables:
            tables.log.extend(lines)

    def of_run(
        self, run_id: str, *, after: int = 0, limit: int = 500
    ) -> Sequence[tuple[int, LogLine]]:
        lines = [
            (position, line)
            for position, line in enumerate(self.store.read().log, start=1)
            if position > after and line.run_id == run_id
        ]
        return lines[:limit]
