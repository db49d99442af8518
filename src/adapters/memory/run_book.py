"""Runs in memory."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from job_core.ports.run_book import RunBook
from job_core.rules.run_states import ACTIVE
from job_core.run import Run, RunState


@attrs.frozen
class MemoryRunBook(RunBook):
    """
    Runs in a memory store.
    """

    store: MemoryStore

    def add(self, run: Run) -> bool:
        with self.store.unfenced() as tables:
            if run.id in tables.runs:
                return False
            tables.runs[run.id] = run
            return True

    def change(self, run_id: str, decide: Callable[[Run], Run | None]) -> Run | None:
        with self.store.unfenced() as tables:
            run = tables.runs.get(run_id)
            if run is None:
                return None
            changed = decide(run) or run
            tables.runs[run_id] = changed
            return changed

    def get(self, run_id: str) -> Run | None:
        return self.store.read().runs.get(run_id)

    def several(self, run_ids: Collection[str]) -> Mapping[str, Run]:
        runs = self.store.read().runs
        return {run_id: runs[run_id] for run_id in run_ids if run_id in runs}

    def recent(
        self,
        shop: str,
        *,
        job: str = "",
        states: Collection[RunState] = (),
        before: str = "",
        limit: int = 20,
    ) -> Sequence[Run]:
        tables = self.store.read()
        runs = _by_request(run for run in tables.runs.values() if run.shop == shop)[::-1]
        if before:
            last = tables.runs.get(before)
            if last is None or last.shop != shop:
                return []
            runs = [run for run in runs if _request(run) < _request(last)]
        return [
            run for run in runs if job in ("", run.job) and (not states or run.state in states)
        ][:limit]

    def in_states(self, states: Collection[RunState], *, limit: int = 100) -> Sequence[Run]:
        runs = self.store.read().runs.values()
        return _by_request(run for run in runs if run.state in states)[:limit]

    def forget(self, *, good_before: datetime, any_before: datetime) -> int:
        with self.store.unfenced() as tables:
            old = [
                run.id
                for run in tables.runs.values()
                if run.state not in ACTIVE
                and run.finished_at is not None
                and run.finished_at
                < (max(good_before, any_before) if run.state is RunState.SUCCESS else any_before)
            ]
            for run_id in old:
                del tables.runs[run_id]
            return len(old)

    def finished_between(
        self, shop: str, job: str, start: datetime, end: datetime, *, limit: int = 10_000
    ) -> Sequence[Run]:
        finished = [
            (run.finished_at, run.id, run)
            for run in self.store.read().runs.values()
            if (run.shop, run.job) == (shop, job)
            and run.finished_at is not None
            and start <= run.finished_at <= end
        ]
        return [run for _, _, run in sorted(finished, key=lambda row: row[:2])][:limit]


def _by_request(runs: Iterable[Run]) -> list[Run]:
    return sorted(runs, key=_request)


def _request(run: Run) -> tuple[datetime, str]:
    return run.requested_at, run.id
