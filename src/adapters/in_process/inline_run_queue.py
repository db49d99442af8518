"""Runs kept for the caller to do."""

from datetime import datetime

import attrs

from job_core.ports.run_queue import RunQueue


@attrs.define
class InlineRunQueue(RunQueue):
    """
    Remembers run ids in order; whoever asked for the runs does them.
    """

    waiting: list[tuple[str, datetime | None]] = attrs.field(factory=list)

    def enqueue(self, run_id: str, *, not_before: datetime | None = None) -> None:
        self.waiting.append((run_id, not_before))
