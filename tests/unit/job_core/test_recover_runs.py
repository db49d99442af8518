"""Runs whose process died, and runs that nobody began."""

import pytest
from tests.unit.job_core.world import LAMP_JOB, SHOP, JobWorld, ProcessDied, goes_well

from job_core.run import Run, RunState
from job_core.use_cases.recover_runs import Recovered
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import RunContext

NOTHING = Recovered(abandoned=0, requested=0, enqueued=0)


def die(context: RunContext) -> str:
    raise ProcessDied


def a_dead_run(world: JobWorld) -> Run:
    """
    Let a process die in the middle of a run.
    """
    world.catalogue.does = die
    run = world.work_off_fatally()
    world.catalogue.does = goes_well
    return run


def test_a_run_whose_process_died_is_taken_over_after_its_lease(world: JobWorld) -> None:
    dead = a_dead_run(world)
    survivor = world.another_process()

    early = survivor.recover_runs()
    survivor.later(seconds=61)
    found = survivor.recover_runs()
    done = survivor.work_off()

    assert early == NOTHING
    assert (found.abandoned, found.requested) == (1, 1)
    assert world.run(dead.id).state is RunState.ABANDONED
    assert [(run.state, run.requested_by) for run in done] == [
        (RunState.SUCCESS, f"retry:{dead.id}")
    ]


def test_a_lease_that_outlives_a_call_is_waited_for(world: JobWorld) -> None:
    """
    A call may still be under way; only after it may a successor look what it did.
    """

    def call_out(context: RunContext) -> str:
        context.checkpoint(outside_call_s=300)
        raise ProcessDied

    world.catalogue.does = call_out
    world.work_off_fatally()

    world.later(seconds=320)
    early = world.recover_runs()
    world.later(seconds=20)

    assert early.abandoned == 0
    assert world.recover_runs().abandoned == 1


def test_several_schedulers_take_a_dead_run_over_once(world: JobWorld) -> None:
    a_dead_run(world)
    world.later(minutes=2)

    found = [process.recover_runs() for process in (world, world.another_process(), world)]

    assert sum(one.abandoned for one in found) == 1
    assert sum(one.requested for one in found) == 1
    assert len(world.runs()) == 2


def test_work_that_kills_every_process_is_not_begun_for_ever(world: JobWorld) -> None:
    world.catalogue.does = die
    world.work_off_fatally()
    for _ in range(10):
        world.later(minutes=2)
        world.recover_runs()
        if world.queue.enqueued:
            with pytest.raises(ProcessDied):
                world.work_off()
            world.queue.enqueued.clear()

    assert [run.attempt for run in world.runs()] == [1, 2, 3]
    assert {run.state for run in world.runs()} == {RunState.ABANDONED}
    assert LAMP_JOB.retry.most == 3


def test_a_queued_run_that_nobody_began_is_handed_over_again(world: JobWorld) -> None:
    """
    Its worker's machine may be gone; whoever just asked gets time to begin it.
    """
    run = world.ask()
    survivor = world.another_process()

    early = survivor.recover_runs()
    survivor.later(seconds=30)
    survivor.recover_runs()

    assert early == NOTHING
    assert [done.id for done in survivor.work_off()] == [run.id]


def test_a_waiting_run_survives_the_process_that_let_it_wait(world: JobWorld) -> None:
    def away(context: RunContext) -> str:
        raise UnavailableError("the ERP does not answer")

    world.catalogue.does = away
    run = world.perform(world.ask())
    survivor = world.another_process()

    early = survivor.recover_runs()
    survivor.later(seconds=30)
    survivor.recover_runs()

    assert early.enqueued == 0
    assert [(done.id, done.attempt) for done in survivor.work_off()] == [(run.id, 2)]


def test_what_a_person_did_by_hand_is_given_up_and_not_repeated(world: JobWorld) -> None:
    by_hand = Run(
        id="by hand",
        shop=SHOP,
        job="person",
        parameters={},
        state=RunState.RUNNING,
        requested_at=world.clock.now(),
    )
    world.books.run_book.add(by_hand)

    assert world.recover_runs() == Recovered(abandoned=1, requested=0, enqueued=0)
