"""Runs in our database."""

from collections.abc import Sequence
from types import MappingProxyType

import attrs
import msgspec
import sqlalchemy as sa

from adapters.own_database.rows import Stored
from adapters.own_database.tables.runs import runs
from adapters.sql.transaction import reading, writing
from adapters.sql.upsert import upsert
from job_core.ports.run_book import RunBook
from job_core.run import Run, RunState, StepReport
from shared_kernel.run_context import Fact


class _StoredStep(msgspec.Struct):
    number: int
    name: str
    duration_s: float
    counts: dict[str, int]


_ENCODER = msgspec.json.Encoder(order="deterministic")
_STEPS = msgspec.json.Decoder(list[_StoredStep])
_PARAMETERS = msgspec.json.Decoder(dict[str, Fact])


@attrs.frozen
class SqlRunBook(RunBook):
    """
    One row per run, replaced as it goes on.
    """

    engine: sa.Engine

    def save(self, run: Run) -> None:
        """
        Insert the run or overwrite its row.
        """
        steps = [_StoredStep(s.number, s.name, s.duration_s, dict(s.counts)) for s in run.steps]
        row = {
            "id": run.id,
            "shop": run.shop,
            "job": run.job,
            "parameters": _ENCODER.encode(dict(run.parameters)).decode(),
            "state": run.state.value,
            "started_at": run.started_at,
            "finished_at": run.finished_at,
            "steps": _ENCODER.encode(steps).decode(),
            "error": run.error,
            "error_code": run.error_code,
        }
        with writing(self.engine) as connection:
            upsert(connection, runs, [row], key=("id",))

    def get(self, run_id: str) -> Run | None:
        """
        Read one run.
        """
        with reading(self.engine) as connection:
            row = connection.execute(sa.select(runs).where(runs.c.id == run_id)).one_or_none()
        return None if row is None else _run_of(row)

    def recent(self, shop: str, *, job: str = "", limit: int = 20) -> Sequence[Run]:
        """
        Read the last runs of a shop, or of one of its jobs.
        """
        query = sa.select(runs).where(runs.c.shop == shop)
        if job:
            query = query.where(runs.c.job == job)
        query = query.order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(limit)
        with reading(self.engine) as connection:
            return [_run_of(row) for row in connection.execute(query)]


def _run_of(row: Stored) -> Run:
    return Run(
        id=row.id,
        shop=row.shop,
        job=row.job,
        parameters=MappingProxyType(_PARAMETERS.decode(row.parameters)),
        state=RunState(row.state),
        started_at=row.started_at,
        finished_at=row.finished_at,
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
