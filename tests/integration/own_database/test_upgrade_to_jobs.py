"""What was there before runs could wait is still there, and can be searched."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.contracts.books import NOW, SHOP
from tests.contracts.job_examples import a_run
from tests.integration.own_database.databases import DATABASES, empty_database

from adapters.own_database.run_book import SqlRunBook
from adapters.own_database.run_log import SqlRunLog
from adapters.own_database.schema import downgrade, upgrade
from adapters.own_database.tables.columns import UtcDateTime
from job_core.ports.run_log import LogFilter
from job_core.run import RunState

BEFORE = "0003"
ENDED = NOW + timedelta(seconds=1.5)
RUNS = sa.table(
    "runs",
    *(sa.column(name) for name in ("id", "shop", "job", "parameters", "state")),
    sa.column("started_at", UtcDateTime()),
    sa.column("finished_at", UtcDateTime()),
    *(sa.column(name) for name in ("steps", "error", "error_code")),
)
LOGS = sa.table(
    "scheduler_logs",
    *(sa.column(name) for name in ("position", "run_id", "shop", "job", "step", "level")),
    sa.column("at", UtcDateTime()),
    *(sa.column(name) for name in ("text", "facts")),
)


@pytest.fixture(params=DATABASES)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """
    A database of each kind as the older program left it, with a run and what it said.
    """
    with empty_database(request.param, tmp_path) as engine:
        _fill(engine)
        yield engine


def _fill(engine: sa.Engine) -> None:
    upgrade(engine)
    downgrade(engine, BEFORE)
    run = {
        "id": "run 1",
        "shop": SHOP,
        "job": "orders",
        "parameters": '{"mode":"full"}',
        "state": "success",
        "started_at": NOW,
        "finished_at": ENDED,
        "steps": "[]",
        "error": "",
        "error_code": "",
    }
    line = {"run_id": "run 1", "shop": SHOP, "job": "orders", "step": 1, "level": "info", "at": NOW}
    with engine.begin() as connection:
        connection.execute(sa.insert(RUNS).values(run))
        connection.execute(
            sa.insert(LOGS),
            [
                {**line, "position": n, "text": f"Überverkauf {n}", "facts": "{}"}
                for n in range(1, 1003)
            ],
        )


def test_a_run_was_asked_for_when_it_began(older: sa.Engine) -> None:
    upgrade(older)

    expected = a_run(
        parameters={"mode": "full"},
        state=RunState.SUCCESS,
        requested_at=NOW,
        requested_by="",
        started_at=NOW,
        finished_at=ENDED,
    )
    assert SqlRunBook(older).get("run 1") == expected


def test_lines_of_before_are_found_whatever_their_case(older: sa.Engine) -> None:
    upgrade(older)

    found = SqlRunLog(older).after(0, LogFilter(text="ÜBERVERKAUF"), limit=2000)

    assert [stored.position for stored in found] == list(range(1, 1003))


def test_going_back_keeps_runs_and_lines(older: sa.Engine) -> None:
    """
    A run that never began gets the time it was asked for.
    """
    upgrade(older)
    SqlRunBook(older).add(a_run("run 2", requested_at=ENDED))

    downgrade(older, BEFORE)

    with older.connect() as connection:
        begun = connection.execute(sa.select(RUNS.c.started_at).order_by(RUNS.c.id)).scalars().all()
        lines = connection.scalar(sa.select(sa.func.count()).select_from(LOGS))
    assert (begun, lines) == ([NOW, ENDED], 1002)
