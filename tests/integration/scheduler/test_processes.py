"""Scheduler processes: two at once, stopped, killed."""

import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.integration.scheduler.plant import Plant, open_plant

from adapters.clock import SystemClock
from entrypoints.container.clocks import ShiftedClock, clock_showing
from entrypoints.open_jobs import open_jobs
from job_core.ports.run_log import LogFilter
from job_core.run import RunState


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    """
    A shop whose order sync is an hour late.
    """
    with open_plant(tmp_path) as plant:
        yield plant


def a_later_clock(**span: float) -> ShiftedClock:
    """
    Return a clock that is ahead of the processes'.
    """
    return clock_showing(SystemClock().now() + timedelta(**span))


def test_two_schedulers_make_one_run_of_what_is_due(plant: Plant) -> None:
    both = [plant.start(), plant.start()]
    done = plant.wait_for(RunState.SUCCESS)
    for process in both:
        process.send_signal(signal.SIGTERM)
    codes = [process.wait(20) for process in both]

    assert codes == [0, 0]
    assert [(run.id, run.requested_by) for run in plant.runs()] == [(done.id, "scheduler:full")]
    with plant.opened() as shop:
        lines = shop.adapters.run_log().before(10_000, LogFilter(run_id=done.id))
    assert any(one.line.text.startswith("late due times") for one in lines)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_scheduler_gives_its_lease_back_and_leaves_the_rest(
    plant: Plant, number: signal.Signals
) -> None:
    plant.world.switches.update(latency_ms=400)
    process = plant.start()
    running = plant.wait_for(RunState.RUNNING)
    begun = time.monotonic()
    process.send_signal(number)
    code = process.wait(20)
    took = time.monotonic() - begun

    first, follower = plant.runs()
    assert (code, took < 20) == (0, True)
    assert (first.id, first.state, first.error_code) == (running.id, RunState.PARTIAL, "stopping")
    assert (follower.state, follower.requested_by) == (RunState.QUEUED, f"follow:{first.id}")
    assert plant.lease_holder() is None


def test_a_killed_schedulers_run_is_taken_over(plant: Plant) -> None:
    """
    Signal 9 in the middle of a run; another process finds it when the lease has run out.
    """
    plant.world.switches.update(latency_ms=400)
    process = plant.start()
    dead = plant.wait_for(RunState.RUNNING)
    process.kill()
    process.wait(20)
    plant.world.switches.update(latency_ms=0)
    plant.world.advance(600)

    with open_jobs(plant.settings, clock=a_later_clock(minutes=10), demo=True) as heir:
        recovered = heir.use_cases.recover_runs()()
        heir.start_workers()
        done = plant.wait_for(RunState.SUCCESS)
        heir.stop_workers(10)

    assert (recovered.abandoned, recovered.requested) == (1, 1)
    assert [run.state for run in plant.runs()] == [RunState.ABANDONED, RunState.SUCCESS]
    assert (done.requested_by, done.attempt) == (f"retry:{dead.id}", 2)
    with plant.opened() as shop:
        assert sum(shop.adapters.order_book().counts(shop.shop).values()) == 5
