"""A lease beside slow work, dead work, and work that hangs."""

from collections.abc import Callable
from datetime import timedelta

import attrs
import pytest
from tests.unit.job_core.world import JOB, LAMP_JOB, SHOP, JobWorld, ProcessDied

from job_core.ports.heartbeat import Heartbeat
from job_core.run import RunState
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import RunContext


@attrs.define
class HandBeaten(Heartbeat):
    """
    Beats while a test lets time pass; silent once the process has died.
    """

    beat: Callable[[], bool] = attrs.field(default=lambda: False)
    every: timedelta = timedelta(0)
    left: timedelta = timedelta(0)

    def begin(
        self, beat: Callable[[], bool], *, every: timedelta, at_most: timedelta
    ) -> Callable[[], None]:
        self.beat, self.every, self.left = beat, every, at_most
        return self._end

    def _end(self) -> None:
        self.left = timedelta(0)

    def while_passing(self, world: JobWorld, span: timedelta) -> None:
        """
        Let time pass in which the work says nothing.
        """
        until = world.clock.now() + span
        while world.clock.now() < until:
            world.clock.advance(self.every or timedelta(seconds=20))
            if timedelta(0) < self.every <= self.left:
                self.left -= self.every
                self.beat()


@pytest.fixture
def beating() -> HandBeaten:
    return HandBeaten()


@pytest.fixture
def world(beating: HandBeaten) -> JobWorld:
    return JobWorld(heartbeat=beating)


def _holder(world: JobWorld) -> str | None:
    return world.books.leases.holder(SHOP, JOB, now=world.clock.now())


def test_a_slow_answer_does_not_lose_the_lease(world: JobWorld, beating: HandBeaten) -> None:
    other = world.another_process()
    seen: list[int] = []

    def read_slowly(context: RunContext) -> str:
        beating.while_passing(world, timedelta(seconds=150))
        seen.append(other.recover_runs().abandoned)
        context.checkpoint()
        return ""

    world.catalogue.does = read_slowly

    run = world.perform(world.ask())

    assert run.state is RunState.SUCCESS
    assert seen == [0]


def test_a_dead_process_is_found_out_all_the_same(world: JobWorld) -> None:
    def die(_: RunContext) -> str:
        raise ProcessDied

    world.catalogue.does = die
    dead = world.work_off_fatally()
    survivor = world.another_process()

    survivor.later(seconds=61)

    assert survivor.recover_runs().abandoned == 1
    assert world.run(dead.id).state is RunState.ABANDONED


def test_work_that_hangs_loses_its_lease_after_deadline_and_one_call(
    world: JobWorld, beating: HandBeaten
) -> None:
    """
    And what it still would do then finds its fence gone.
    """
    other = world.another_process()
    call = timedelta(seconds=180)
    held: list[bool] = []

    def hang(context: RunContext) -> str:
        beating.while_passing(world, LAMP_JOB.deadline + call)
        held.append(_holder(world) == context.run_id)
        beating.while_passing(world, timedelta(seconds=61))
        held.append(_holder(world) == context.run_id)
        held.append(other.recover_runs().abandoned == 1)
        context.checkpoint()
        return ""

    world.catalogue.does = hang

    run = world.perform(world.ask())

    assert held == [True, False, True]
    assert run.state is RunState.ABANDONED


def test_a_lease_that_was_lost_is_not_taken_back(world: JobWorld, beating: HandBeaten) -> None:
    beats: list[bool] = []

    def lose(context: RunContext) -> str:
        world.later(seconds=61)
        span = timedelta(seconds=60)
        now = world.clock.now()
        assert world.books.leases.acquire(SHOP, JOB, holder="another", now=now, span=span)
        beats.append(beating.beat())
        context.checkpoint()
        return ""

    world.catalogue.does = lose

    world.perform(world.ask())

    assert beats == [False]
    assert _holder(world) == "another"


def test_a_run_that_ended_is_kept_alive_no_more(world: JobWorld, beating: HandBeaten) -> None:
    def fail(_: RunContext) -> str:
        raise UnavailableError("the ERP is away")

    world.catalogue.does = fail

    world.perform(world.ask())

    assert beating.left == timedelta(0)
    assert not beating.beat()
    assert _holder(world) is None
