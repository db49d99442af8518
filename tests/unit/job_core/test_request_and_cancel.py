"""Asking for runs, taking the wish back, asking again."""

import pytest
from tests.unit.job_core.world import JOB, SHOP, JobWorld, ProcessDied

from job_core.run import RunState
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext


@pytest.mark.parametrize(
    ("shop", "job", "chosen", "code", "field"),
    [
        ("west", JOB, {}, "unknown_shop", "shop"),
        (SHOP, "cleaning", {}, "unknown_job", "job"),
        (SHOP, JOB, {"days_back": 91}, "wrong_parameter", "days_back"),
        (SHOP, JOB, {"speed": 1}, "wrong_parameter", "speed"),
    ],
)
def test_a_wrong_wish_is_refused_and_leaves_nothing(
    world: JobWorld, shop: str, job: str, chosen: dict[str, int], code: str, field: str
) -> None:
    with pytest.raises(RejectedError) as refused:
        world.request_run(shop, job, chosen, by="rest:ada")

    assert (refused.value.code, refused.value.field) == (code, field)
    assert world.runs() == []
    assert world.queue.enqueued == []


def test_a_running_run_is_named_to_who_asks_again(world: JobWorld) -> None:
    run = world.ask()
    refusals: list[str] = []

    def ask_again(context: RunContext) -> str:
        with pytest.raises(RejectedError) as refused:
            world.ask()
        refusals.extend([refused.value.code, refused.value.field])
        return ""

    world.catalogue.does = ask_again
    world.perform(run)

    assert refusals == ["already_running", run.id]


def test_a_queued_run_is_named_too_but_another_may_queue_behind(world: JobWorld) -> None:
    first = world.ask()

    with pytest.raises(RejectedError) as refused:
        world.ask()
    behind = world.ask(queue_behind=True)

    assert (refused.value.code, refused.value.field) == ("already_running", first.id)
    assert {run.id for run in world.work_off()} == {first.id, behind.id}
    assert world.catalogue.worked == [first.id, behind.id]


def test_shops_do_not_stand_in_each_others_way(world: JobWorld) -> None:
    world.ask()

    elsewhere = world.request_run("south", JOB, {}, by="rest:ada")

    assert elsewhere.state is RunState.QUEUED


def test_a_dead_run_is_in_nobodys_way_once_its_lease_ran_out(world: JobWorld) -> None:
    def die(context: RunContext) -> str:
        raise ProcessDied

    world.catalogue.does = die
    dead = world.ask()
    with pytest.raises(ProcessDied):
        world.perform(dead)

    with pytest.raises(RejectedError):
        world.ask()
    world.later(seconds=61)

    assert world.ask().state is RunState.QUEUED


def test_a_queued_run_is_cancelled_at_once(world: JobWorld) -> None:
    run = world.ask()

    cancelled = world.cancel_run(run.id, by="rest:ada")

    assert (cancelled.state, cancelled.error) == (RunState.CANCELLED, "cancelled by rest:ada")
    assert world.perform(run) == cancelled
    assert world.catalogue.worked == []


def test_a_running_run_ends_at_its_next_checkpoint(world: JobWorld) -> None:
    """
    Asked by any process; what was stored is kept.
    """
    other = world.another_process()
    batches: list[int] = []

    def work(context: RunContext) -> str:
        for batch in range(3):
            context.checkpoint()
            batches.append(batch)
            if batch == 0:
                other.cancel_run(run.id, by="rest:ada")
        return ""

    world.catalogue.does = work
    run = world.ask()
    done = world.perform(run)

    assert batches == [0]
    assert (done.state, done.error_code) == (RunState.CANCELLED, "cancelled")
    assert done.error == "cancelled by rest:ada"


def test_a_wish_that_comes_too_late_is_refused(world: JobWorld) -> None:
    done = world.perform(world.ask())

    with pytest.raises(RejectedError) as refused:
        world.cancel_run(done.id, by="rest:ada")
    with pytest.raises(RejectedError) as unknown:
        world.cancel_run("nobody", by="rest:ada")

    assert (refused.value.code, unknown.value.code) == ("already_finished", "unknown_run")
    assert world.run(done.id) == done


def test_a_run_is_done_again_with_the_same_choices(world: JobWorld) -> None:
    world.catalogue.does = lambda context: "page 3 was missing"
    failed = world.perform(world.ask(days_back=30))

    again = world.retry_run(failed.id, by="rest:ada")

    assert again.parameters == failed.parameters
    assert (again.state, again.attempt) == (RunState.QUEUED, 1)
    assert again.requested_by == f"rest:ada retry:{failed.id}"


def test_only_a_finished_run_is_done_again(world: JobWorld) -> None:
    queued = world.ask()

    with pytest.raises(RejectedError) as refused:
        world.retry_run(queued.id, by="rest:ada")
    with pytest.raises(RejectedError) as unknown:
        world.retry_run("nobody", by="rest:ada")

    assert (refused.value.code, unknown.value.code) == ("not_finished", "unknown_run")
