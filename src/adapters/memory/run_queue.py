"""Runs that wait, in memory."""

from datetime import datetime

import attrs

from job_core.ports.run_queue import RunQueue
from job_core.run import Run


@attrs.define
class MemoryRunQueue(RunQueue):
    """
    Remembers what was enqueued, in order; a test takes it out and does it.
    """

    enqueued: list[tuple[str, datetime | None]] = attrs.field(factory=list)

    def enqueue(self, run: Run, *, not_before: datetime | None = None) -> None:
        if any(
            known == run.id and (at is None or (not_before is not None and at <= not_before))
            for known, at in self.enqueued
        ):
            return
        self.enqueued.append((run.id, not_before))

    def take(self, now: datetime) -> str | None:
        """
        Take out the first run that is due; None when none is.
        """
        for place, (run_id, not_before) in enumerate(self.enqueued):
            if not_before is None or not_before <= now:
                del self.enqueued[place]
                return run_id
        return None
