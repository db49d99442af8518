"""A machine whose clock is off takes no lease: it could take one that is another's."""

from datetime import timedelta

import pytest
from tests.unit.job_core.world import NOON, SHOP, JobWorld, ProcessDied, goes_well

from adapters.clock import FixedClock
from job_core.rules.clock_skew import clock_refusal
from job_core.run import RunState
from shared_kernel.errors import Family
from shared_kernel.run_context import RunContext

OFF = timedelta(seconds=16)


@pytest.mark.parametrize("ahead", [OFF, -OFF])
def test_a_clock_that_is_off_is_refused_in_words_a_person_can_act_on(ahead: timedelta) -> None:
    refusal = clock_refusal(ahead)

    assert refusal is not None
    assert (refusal.family, refusal.code, refusal.field) == (Family.FIX_DATA, "clock_off", "clock")
    assert refusal.text == (
        "this machine's clock is 16 s off the database's; set it right (time server), "
        "two machines could do the same work at once"
    )


@pytest.mark.parametrize(
    "ahead", [None, timedelta(0), timedelta(seconds=15), -timedelta(seconds=15)]
)
def test_a_clock_that_is_nearly_right_or_alone_is_not_refused(ahead: timedelta | None) -> None:
    assert clock_refusal(ahead) is None


def test_a_run_fails_before_it_takes_a_lease(world: JobWorld) -> None:
    world.behind = OFF

    done = world.perform(world.ask())

    assert done == world.run(done.id)
    assert (done.state, done.error_code) == (RunState.FAILED, "clock_off")
    assert "16 s off the database's" in done.error
    assert world.catalogue.worked == []
    right = world.another_process()
    right.behind = None
    assert right.perform(right.ask()).state is RunState.SUCCESS


def test_a_run_under_way_elsewhere_goes_on(world: JobWorld) -> None:
    """
    The lease seems to be over on this machine; it is not.
    """
    run, fast = world.ask(), world.another_process()
    fast.clock, fast.behind = FixedClock(NOON + OFF), -OFF

    def meanwhile(context: RunContext) -> str:
        fast.perform(fast.ask(queue_behind=True, mode="quick"))
        fast.recover_runs()
        context.checkpoint()
        return goes_well(context)

    world.catalogue.does = meanwhile
    assert world.perform(run).state is RunState.SUCCESS
    assert world.books.leases.holder(SHOP, "orders", now=NOON) is None


def test_a_machine_whose_clock_is_off_gives_up_no_run(world: JobWorld) -> None:
    def die(context: RunContext) -> str:
        raise ProcessDied

    world.catalogue.does = die
    run = world.work_off_fatally()
    world.later(minutes=10)
    world.behind = OFF

    assert world.recover_runs().abandoned == 0
    assert world.run(run.id).state is RunState.RUNNING
    world.behind = timedelta(0)
    assert world.recover_runs().abandoned == 1
