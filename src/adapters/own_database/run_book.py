"""Runs in our database."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs
import msgspec
import sqlalchemy as sa

from adapters.own_database.facts import facts_json, facts_of
from adapters.own_database.rows import Stored, Values
from adapters.own_database.tables.runs import runs
from adapters.sql.insert_if_absent import insert_if_absent
from adapters.sql.list_parameter import among_texts
from adapters.sql.transaction import reading, writing
from job_core.ports.run_book import RunBook
from job_core.rules.run_states import ACTIVE
from job_core.run import Run, RunState, StepReport


class _StoredStep(msgspec.Struct):
    number: int
    name: str
    duration_s: float
    counts: dict[str, int]


_ENCODER = msgspec.json.Encoder(order="deterministic")
_STEPS = msgspec.json.Decoder(list[_StoredStep])


@attrs.frozen
class SqlRunBook(RunBook):
    """
    One row per run; its version counts the changes.

    No fence is asked for: runs are written by the executor, before it has the
    lease and after it gave it back, and by people who ask for runs.  A change
    holds only if the row is still the one it was decided on.
    """

    engine: sa.Engine

    def add(self, run: Run) -> bool:
        """
        Insert the row.
        """
        row: Values = {"id": run.id, "version": 1, **_values(run)}
        return insert_if_absent(self.engine, runs, row, key=("id",))

    def change(self, run_id: str, decide: Callable[[Run], Run | None]) -> Run | None:
        """
        Compare-and-set on the version; somebody else's change in between means to decide anew.
        """
        while True:
            row = self._row(run_id)
            if row is None:
                return None
            run = _run_of(row)
            changed = decide(run)
            if changed is None:
                return run
            update = (
                sa.update(runs)
                .where(runs.c.id == run_id, runs.c.version == row.version)
                .values(version=row.version + 1, **_values(changed))
            )
            with writing(self.engine) as connection:
                stored = connection.execute(update).rowcount == 1
            if stored:
                return changed

    def get(self, run_id: str) -> Run | None:
        """
        Read one run.
        """
        row = self._row(run_id)
        return None if row is None else _run_of(row)

    def several(self, run_ids: Collection[str]) -> Mapping[str, Run]:
        """
        Look all of them up at once.
        """
        is_wanted = among_texts(self.engine.dialect.name, runs.c.id, run_ids)
        return {run.id: run for run in self._runs(sa.select(runs).where(is_wanted))}

    def recent(
        self,
        shop: str,
        *,
        job: str = "",
        states: Collection[RunState] = (),
        before: str = "",
        limit: int = 20,
    ) -> Sequence[Run]:
        """
        Read a page of a shop's runs; nothing comes after a run that is not the shop's.
        """
        query = sa.select(runs).where(runs.c.shop == shop)
        if job:
            query = query.where(runs.c.job == job)
        if states:
            query = query.where(_is_one_of(states))
        if before:
            anchor = runs.alias("anchor")
            query = query.join(anchor, sa.and_(anchor.c.id == before, anchor.c.shop == shop)).where(
                # Says it twice: the first is what an index can look for.
                runs.c.requested_at <= anchor.c.requested_at,
                sa.or_(runs.c.requested_at < anchor.c.requested_at, runs.c.id < anchor.c.id),
            )
        return self._runs(query.order_by(runs.c.requested_at.desc(), runs.c.id.desc()).limit(limit))

    def in_states(self, states: Collection[RunState], *, limit: int = 100) -> Sequence[Run]:
        """
        Read the longest waiting first.
        """
        query = sa.select(runs).where(_is_one_of(states))
        return self._runs(query.order_by(runs.c.requested_at, runs.c.id).limit(limit))

    def forget(self, *, good_before: datetime, any_before: datetime) -> int:
        """
        Delete by the time of the end, which only a finished run has.
        """
        ended, good = runs.c.finished_at, runs.c.state == RunState.SUCCESS.value
        old = sa.or_(ended < any_before, sa.and_(good, ended < good_before))
        with writing(self.engine) as connection:
            return connection.execute(sa.delete(runs).where(~_is_one_of(ACTIVE), old)).rowcount

    def finished_between(
        self, shop: str, job: str, start: datetime, end: datetime, *, limit: int = 10_000
    ) -> Sequence[Run]:
        """
        Read by the time of the end.
        """
        query = (
            sa.select(runs)
            .where(runs.c.shop == shop, runs.c.job == job)
            .where(runs.c.finished_at.between(start, end))
            .order_by(runs.c.finished_at, runs.c.id)
            .limit(limit)
        )
        return self._runs(query)

    def _row(self, run_id: str) -> Stored | None:
        with reading(self.engine) as connection:
            return connection.execute(sa.select(runs).where(runs.c.id == run_id)).one_or_none()

    def _runs(self, query: sa.Select[*tuple[Any, ...]]) -> Sequence[Run]:
        with reading(self.engine) as connection:
            return [_run_of(row) for row in connection.execute(query)]


def _is_one_of(states: Collection[RunState]) -> sa.ColumnElement[bool]:
    return runs.c.state.in_(sorted(state.value for state in states))


def _values(run: Run) -> Values:
    """
    Return all columns but the id and the version.
    """
    steps = [_StoredStep(s.number, s.name, s.duration_s, dict(s.counts)) for s in run.steps]
    return {
        "shop": run.shop,
        "job": run.job,
        "parameters": facts_json(run.parameters),
        "state": run.state.value,
        "requested_at": run.requested_at,
        "requested_by": run.requested_by,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "attempt": run.attempt,
        "waiting_until": run.waiting_until,
        "waiting_why": run.waiting_why,
        "cancel_requested": run.cancel_requested,
        "steps": _ENCODER.encode(steps).decode(),
        "error": run.error,
        "error_code": run.error_code,
    }


def _run_of(row: Stored) -> Run:
    return Run(
        id=row.id,
        shop=row.shop,
        job=row.job,
        parameters=facts_of(row.parameters),
        state=RunState(row.state),
        requested_at=row.requested_at,
        requested_by=row.requested_by,
        started_at=row.started_at,
        finished_at=row.finished_at,
        attempt=row.attempt,
        waiting_until=row.waiting_until,
        waiting_why=row.waiting_why,
        cancel_requested=row.cancel_requested,
        steps=tuple(
            StepReport(
                number=step.number,
                name=step.name,
                duration_s=step.duration_s,
                counts=MappingProxyType(step.counts),
            )
            for step in _STEPS.decode(row.steps)
        ),
        error=row.error,
        error_code=row.error_code,
    )
