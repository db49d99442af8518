"""What a person may do about messages that could not be done."""

from datetime import timedelta

import pytest
from tests.unit.job_core.world import JobWorld

from adapters.memory.dead_messages import MemoryDeadMessages
from job_core.dead_message import DeadMessage
from job_core.run import Run
from job_core.use_cases.purge_messages import PurgeMessages
from job_core.use_cases.redrive_messages import RedriveMessages
from shared_kernel.errors import RejectedError


@pytest.fixture
def dead() -> MemoryDeadMessages:
    """
    Nothing dead yet.
    """
    return MemoryDeadMessages()


@pytest.fixture
def redrive(world: JobWorld, dead: MemoryDeadMessages) -> RedriveMessages:
    """
    A person's wish to do it again.
    """
    return RedriveMessages(dead=dead, run_book=world.books.run_book)


def lay(world: JobWorld, dead: MemoryDeadMessages, run: Run) -> str:
    message_id = f"message about {run.id}"
    dead.dead[message_id] = DeadMessage(
        id=message_id,
        shop=run.shop,
        job=run.job,
        run_id=run.id,
        died_at=world.clock.now(),
        why="it broke",
    )
    return message_id


def test_a_message_about_a_run_that_waits_is_sent_again(
    world: JobWorld, dead: MemoryDeadMessages, redrive: RedriveMessages
) -> None:
    message_id = lay(world, dead, world.ask())

    assert redrive([message_id]).sent == (message_id,)
    assert dead.sent == [message_id]


def test_a_message_about_a_run_that_has_ended_is_put_away(
    world: JobWorld, dead: MemoryDeadMessages, redrive: RedriveMessages
) -> None:
    run = world.ask()
    world.perform(run)
    message_id = lay(world, dead, run)
    redriven = redrive()

    assert (redriven.sent, redriven.put_away) == ((), (message_id,))
    assert (dead.sent, dead.dead) == ([], {})


def test_all_are_meant_when_none_is_named(
    world: JobWorld, dead: MemoryDeadMessages, redrive: RedriveMessages
) -> None:
    ids = {lay(world, dead, world.ask(queue_behind=True)) for _ in range(3)}

    assert set(redrive().sent) == ids
    assert redrive().sent == ()


def test_a_message_that_is_not_dead_is_refused_and_nothing_done(
    world: JobWorld, dead: MemoryDeadMessages, redrive: RedriveMessages
) -> None:
    message_id = lay(world, dead, world.ask())

    with pytest.raises(RejectedError) as refused:
        redrive([message_id, "nobody"])

    assert refused.value.code == "unknown_message"
    assert list(dead.dead) == [message_id]


def test_messages_of_some_age_are_forgotten(world: JobWorld, dead: MemoryDeadMessages) -> None:
    lay(world, dead, world.ask())
    world.later(hours=2)
    young = lay(world, dead, world.ask(queue_behind=True))
    purge = PurgeMessages(dead=dead, clock=world.clock)

    assert purge(timedelta(hours=1)) == 1
    assert list(dead.dead) == [young]
