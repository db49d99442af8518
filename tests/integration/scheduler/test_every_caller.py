"""One executor: whoever has work done, the same record is left of it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from litestar.testing import TestClient
from tests.integration.scheduler.plant import wait_until

from entrypoints.cli.main import run
from entrypoints.cli.options import Common
from entrypoints.demo.world import SHOP, demo_world
from entrypoints.jobs import ORDERS_JOB
from entrypoints.open_jobs import OpenJobs, open_jobs
from entrypoints.rest.app import create_app
from entrypoints.rest.services_of import services_of
from entrypoints.settings.server import ServerSettings
from job_core.access import Role
from job_core.run import Run, RunState
from job_core.use_cases.tick import TickOutcome

#: What differs from run to run although the work is the same.
_OWN = {"id", "requested_at", "requested_by", "started_at", "finished_at", "steps"}


def _demo(data: Path) -> list[str]:
    return ["--demo", "--data", str(data), "--json"]


@contextmanager
def _working(data: Path) -> Iterator[OpenJobs]:
    """
    Open what a server or a scheduler opens, and do runs in threads.
    """
    with (
        demo_world(data) as world,
        open_jobs(world.settings, clock=world.clock, demo=True) as jobs,
    ):
        jobs.start_workers()
        try:
            yield jobs
        finally:
            jobs.stop_workers(10.0)


def _wait_for_end(jobs: OpenJobs, run_id: str) -> None:
    def ended() -> Run | None:
        found = jobs.adapters.run_book().get(run_id)
        return found if found is not None and found.finished_at is not None else None

    wait_until(ended)


def by_command(data: Path) -> None:
    """
    Type the command and wait for it, in the terminal's own thread.
    """
    run(["sync", "orders", *_demo(data)])


def by_rest(data: Path) -> None:
    """
    Ask the server for it.
    """
    with _working(data) as jobs:
        app = create_app(services_of(jobs, ServerSettings(), demo=True))
        secret = jobs.use_cases.issue_token()("tablet", Role.OPERATOR).secret
        with TestClient(app, base_url="http://127.0.0.1:8787") as client:
            client.post(
                f"/api/jobs/{ORDERS_JOB}/run-now?wait=60",
                headers={"authorization": f"Bearer {secret}"},
                json={},
            ).raise_for_status()


def by_scheduler(data: Path) -> None:
    """
    Let it become due once.
    """
    with _working(data) as jobs:
        book, now = jobs.adapters.schedule_book(), jobs.adapters.clock().now()
        entry = next(e for e in book.entries(SHOP) if (e.job, e.name) == (ORDERS_JOB, "full"))
        book.take_tick(SHOP, ORDERS_JOB, "full", now - timedelta(minutes=16))
        ticked = jobs.use_cases.tick()(entry)
        assert ticked.outcome is TickOutcome.TAKEN
        _wait_for_end(jobs, ticked.run_id)


def by_worker(data: Path) -> None:
    """
    Queue it in a process that ends; the worker of a later one finds it.
    """
    run(["jobs", "run", ORDERS_JOB, "--queue", *_demo(data)])
    with _working(data) as jobs:
        (queued,) = jobs.adapters.run_book().in_states([RunState.QUEUED])
        # Whoever queued it is known to be gone, so nobody waits half a minute for them.
        attrs.evolve(jobs.use_cases.recover_runs(), patience=timedelta())()
        _wait_for_end(jobs, queued.id)


def _record(data: Path) -> tuple[str, Mapping[str, Any]]:
    """
    Return who asked for the only run, and its record but for what is each run's own.
    """
    with Common(demo=True, data=data).opened() as shop:
        (left,) = shop.adapters.run_book().recent(shop.shop, limit=10)
    record = attrs.asdict(left, recurse=False, filter=lambda field, _: field.name not in _OWN)
    steps = [(step.number, step.name, dict(step.counts)) for step in left.steps]
    return left.requested_by, {
        **record,
        "parameters": dict(left.parameters),
        "steps": steps,
        "is_timed": None not in (left.started_at, left.finished_at),
    }


@pytest.mark.timeout(240)
def test_command_rest_scheduler_and_worker_leave_the_same_record(tmp_path: Path) -> None:
    """
    Four shops in the same world, each asked in another way.
    """
    callers: Mapping[str, Callable[[Path], None]] = {
        "command": by_command,
        "rest": by_rest,
        "scheduler": by_scheduler,
        "worker": by_worker,
    }

    for name, have_done in callers.items():
        have_done(tmp_path / name)
    left = {name: _record(tmp_path / name) for name in callers}

    askers = {name: asker.partition(":")[0] for name, (asker, _) in left.items()}
    expected = left["command"][1]
    assert askers == {"command": "cli", "rest": "rest", "scheduler": "scheduler", "worker": "cli"}
    assert (expected["state"], len(expected["steps"])) == (RunState.SUCCESS, 5)
    assert any(count for _, _, counts in expected["steps"] for count in counts.values())
    for name, (_, record) in left.items():
        assert record == expected, name
