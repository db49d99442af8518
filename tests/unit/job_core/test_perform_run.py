"""What becomes of a requested run."""

import attrs
import pytest
from tests.unit.job_core.world import NOON, SHOP, JobWorld, ProcessDied, goes_well

from job_core.run import RunState
from job_core.watch import Watch
from shared_kernel.errors import RejectedError, StoppedError, UnavailableError
from shared_kernel.run_context import Level, RunContext


class Impatient(Watch):
    """
    Ends whatever runs: its program is stopping.
    """

    def is_stopping(self) -> bool:
        return True


def test_a_run_works_and_its_record_says_so(world: JobWorld) -> None:
    done = world.perform(world.ask(days_back=7))

    assert done == world.run(done.id)
    assert (done.state, done.requested_by) == (RunState.SUCCESS, "rest:ada")
    assert dict(done.parameters) == {"mode": "full", "days_back": 7, "dry_run": False}
    assert [dict(step.counts) for step in done.steps] == [{"new": 3}]
    assert (done.started_at, done.finished_at) == (NOON, NOON)
    assert world.said(done) == ["three orders"]
    assert world.books.leases.holder(SHOP, "orders", now=NOON) is None


def test_a_run_is_done_once_however_often_it_is_handed_over(world: JobWorld) -> None:
    run = world.ask()

    first, second = world.perform(run), world.perform(run)

    assert first == second
    assert world.catalogue.worked == [run.id]


def test_two_processes_do_a_run_once(world: JobWorld) -> None:
    run, other = world.ask(), world.another_process()
    seen: list[RunState] = []

    def meanwhile(context: RunContext) -> str:
        seen.append(other.perform(run).state)
        return ""

    world.catalogue.does = meanwhile
    world.perform(run)

    assert seen == [RunState.RUNNING]
    assert other.catalogue.worked == []


def test_a_run_of_a_job_waits_for_the_one_before(world: JobWorld) -> None:
    """
    At most one run of a job per shop, whoever asks; the end of one wakes the next.
    """
    first, behind = world.ask(), world.ask(queue_behind=True, mode="quick")
    states: list[RunState] = []

    def meanwhile(context: RunContext) -> str:
        states.append(world.perform(behind).state)
        return ""

    world.catalogue.does = meanwhile
    world.queue.enqueued.clear()
    world.perform(first)
    world.catalogue.does = goes_well
    woken = world.work_off()

    assert states == [RunState.QUEUED]
    assert [(run.id, run.state) for run in woken] == [(behind.id, RunState.SUCCESS)]


def test_an_unknown_run_is_refused(world: JobWorld) -> None:
    with pytest.raises(RejectedError) as refused:
        world.perform_run("nobody")

    assert refused.value.code == "unknown_run"


def test_wrong_data_fails_and_is_not_tried_again(world: JobWorld) -> None:
    def refuse(context: RunContext) -> str:
        raise RejectedError("the shop is not a local seller's", code="wrong_shop")

    world.catalogue.does = refuse
    done = world.perform(world.ask())

    assert (done.state, done.error_code) == (RunState.FAILED, "wrong_shop")
    assert done.error == "the shop is not a local seller's"
    assert len(world.runs()) == 1


def test_work_that_is_not_whole_has_failed(world: JobWorld) -> None:
    world.catalogue.does = lambda context: "page 3 was missing"

    done = world.perform(world.ask())

    assert (done.state, done.error) == (RunState.FAILED, "page 3 was missing")


def test_who_is_away_is_asked_again_later_and_later(world: JobWorld) -> None:
    def away(context: RunContext) -> str:
        raise UnavailableError("the ERP does not answer")

    world.catalogue.does = away
    world.ask()
    waits: list[float] = []
    while (done := world.work_off()[-1]).state is RunState.WAITING:
        assert done.waiting_until is not None
        waits.append((done.waiting_until - world.clock.now()).total_seconds())
        assert not world.work_off(), "nobody works before its time"
        world.later(seconds=waits[-1])

    assert waits == [30, 60]
    assert (done.state, done.attempt) == (RunState.FAILED, 3)
    assert len(world.runs()) == 1


def test_a_waiting_run_that_goes_well_at_last_has_no_error(world: JobWorld) -> None:
    def away(context: RunContext) -> str:
        raise UnavailableError("the ERP does not answer")

    world.catalogue.does = away
    waiting = world.perform(world.ask())
    world.catalogue.does = goes_well
    world.later(seconds=30)
    done = world.perform(waiting)

    assert waiting.waiting_why == "attempt 1 of 3 failed: the ERP does not answer"
    assert waiting.finished_at is None
    assert (done.state, done.attempt, done.error) == (RunState.SUCCESS, 2, "")
    assert (done.waiting_until, done.waiting_why) == (None, "")


def test_a_rate_limit_parks_a_run_and_costs_no_attempt(world: JobWorld) -> None:
    def busy(context: RunContext) -> str:
        raise UnavailableError("too many calls", retry_after_s=90)

    world.catalogue.does = busy
    run = world.ask()
    for _ in range(5):
        world.perform(run)
        world.later(seconds=90)

    assert (world.run(run.id).state, world.run(run.id).attempt) == (RunState.WAITING, 1)


def test_work_left_at_the_deadline_is_gone_on_with_at_once(world: JobWorld) -> None:
    def endless(context: RunContext) -> str:
        context.step(1, "take")
        context.count(new=100)
        world.later(minutes=6)
        context.checkpoint()
        return ""

    world.catalogue.does = endless
    done = world.perform(world.ask(mode="quick"))

    first, next_one = world.runs()
    assert (done.id, done.state, done.error_code) == (first.id, RunState.PARTIAL, "deadline")
    assert (next_one.state, next_one.requested_by) == (RunState.QUEUED, f"follow:{done.id}")
    assert next_one.parameters == done.parameters
    assert next_one.id in [run_id for run_id, _ in world.queue.enqueued]


def test_a_run_that_did_nothing_in_time_is_not_followed(world: JobWorld) -> None:
    """
    The next would do no better; the schedule decides.
    """

    def slow(context: RunContext) -> str:
        world.later(minutes=6)
        context.checkpoint()
        return ""

    world.catalogue.does = slow
    done = world.perform(world.ask())

    assert done.state is RunState.TIMED_OUT
    assert len(world.runs()) == 1


def test_a_rehearsal_is_not_followed(world: JobWorld) -> None:
    def endless(context: RunContext) -> str:
        context.step(1, "take")
        context.count(planned=100)
        world.later(minutes=6)
        context.checkpoint()
        return ""

    world.catalogue.does = endless
    done = world.perform(world.ask(dry_run=True))

    assert done.state is RunState.PARTIAL
    assert len(world.runs()) == 1


def test_a_program_that_stops_leaves_its_run_to_the_next(world: JobWorld) -> None:
    done = world.perform(world.ask(), Impatient())

    first, next_one = world.runs()
    assert (done.state, done.error_code) == (RunState.PARTIAL, "stopping")
    assert next_one.requested_by == f"follow:{first.id}"
    assert world.books.leases.holder(SHOP, "orders", now=world.clock.now()) is None


def test_a_lost_lease_gives_the_run_up(world: JobWorld) -> None:
    def lose(context: RunContext) -> str:
        raise StoppedError("the lease is lost")

    world.catalogue.does = lose
    done = world.perform(world.ask())

    assert done.state is RunState.ABANDONED


def test_an_error_that_nobody_foresaw_is_named_and_the_run_left_to_its_lease(
    world: JobWorld,
) -> None:
    def break_(context: RunContext) -> str:
        raise ZeroDivisionError("a mistake of ours")

    world.catalogue.does = break_
    run = world.ask()

    with pytest.raises(ZeroDivisionError):
        world.perform(run)

    assert world.said(run) == ["an error that nobody foresaw"]
    assert world.run(run.id).state is RunState.RUNNING
    assert world.books.leases.holder(SHOP, "orders", now=NOON) == run.id


def test_the_log_is_stored_before_the_run_has_ended(world: JobWorld) -> None:
    def talk(context: RunContext) -> str:
        for number in range(250):
            context.note(Level.INFO, str(number))
        return ""

    world.catalogue.does = talk
    done = world.perform(world.ask())

    assert len(world.said(done)) == 250


def test_a_dead_run_is_given_up_by_who_gets_its_lease(world: JobWorld) -> None:
    """
    What it did not come to is asked for again, unless this run does it.
    """

    def die(context: RunContext) -> str:
        raise ProcessDied

    dead = world.ask(mode="quick")
    world.catalogue.does = die
    with pytest.raises(ProcessDied):
        world.perform(dead)
    world.catalogue.does = goes_well
    world.later(minutes=2)

    heir = world.perform(world.ask(mode="full"))

    again = world.runs()[-1]
    assert world.run(dead.id).state is RunState.ABANDONED
    assert heir.state is RunState.SUCCESS
    assert (again.requested_by, again.attempt) == (f"retry:{dead.id}", 2)
    assert again.parameters == dead.parameters


def test_a_run_given_up_meanwhile_does_not_come_back(world: JobWorld) -> None:
    """
    A process that slept through its lease must not write over its heir's decision.
    """
    other = world.another_process()

    def sleep(context: RunContext) -> str:
        world.later(minutes=2)
        other.recover_runs()
        return ""

    world.catalogue.does = sleep
    run = world.ask()
    done = world.perform(run)

    assert done.state is RunState.ABANDONED
    assert world.run(run.id) == done


def test_a_foreign_shop_is_left_to_who_knows_it(world: JobWorld) -> None:
    stranger = attrs.evolve(world.ask(), id="strange", shop="west")
    world.books.run_book.add(stranger)

    assert world.perform_run("strange") == stranger
