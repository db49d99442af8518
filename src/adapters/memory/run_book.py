"""Runs in memory."""

from collections.abc import Sequence

import attrs

from adapters.memory.store import MemoryStore
from job_core.ports.run_book import RunBook
from job_core.run import Run


@attrs.frozen
class MemoryRunBook(RunBook):
    """
    Runs in a memory store.
    """

    store: MemoryStore

    def save(self, run: Run) -> None:
        with self.store.unfenced() as tables:
            tables.runs[run.id] = run

    def get(self, run_id: str) -> Run | None:
        return self.store.read().runs.get(run_id)

    def recent(self, shop: str, *, job: str = "", limit: int = 20) -> Sequence[Run]:
        runs = [
            run
            for run in self.store.read().runs.values()
            if run.shop == shop and job in {"", run.job}
        ]
        runs.sort(key=lambda run: (run.started_at, run.id), reverse=True)
        return runs[:limit]
