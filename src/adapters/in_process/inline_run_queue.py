"""Runs kept for the caller to do."""

from datetime import datetime

import attrs

from job_core.ports.run_queue import RunQueue
from job_core.run import Run


@attrs.define
class InlineRunQueue(RunQueue):
    """
    Remembers run ids in order; whoever asked for the runs does them.
    """

    waiting: list[tuple[str, datetime | None]] = attrs.field(factory=list)

    def enqueue(self, run: Run, *, not_before: datetime | None = None) -> None:
        self.waiting.append((run.id, not_before))
