"""What happens when a job is due."""

from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.job_core.world import JOB, MINUTE, NOON, SHOP, JobWorld, an_entry

from adapters.memory.schedule_book import MemoryScheduleBook
from job_core.run import RunState
from job_core.schedule import Interval, ScheduleEntry
from job_core.use_cases.tick import Ticked, TickOutcome
from shared_kernel.run_context import RunContext


@attrs.frozen
class Beaten(MemoryScheduleBook):
    """
    Another scheduler is always a moment faster.
    """

    def take_tick(self, shop: str, job: str, name: str, due: datetime) -> bool:
        return False


@pytest.fixture
def world() -> JobWorld:
    """
    A process whose job is due every quarter of an hour; it is noon, which was just taken.
    """
    return a_world_with(an_entry())


def a_world_with(*entries: ScheduleEntry) -> JobWorld:
    world = JobWorld()
    world.books.schedule_book.seed(entries)
    for entry in entries:
        world.tick(entry)
    world.work_off()
    return world


def test_a_due_time_becomes_a_run(world: JobWorld) -> None:
    world.later(minutes=15)
    ticked = world.tick(an_entry())

    run = world.runs()[-1]
    assert ticked == Ticked(outcome=TickOutcome.TAKEN, due=NOON + 15 * MINUTE, run_id=run.id)
    assert (run.state, run.requested_by) == (RunState.QUEUED, "scheduler:full")
    assert dict(run.parameters) == {"mode": "full", "days_back": None, "dry_run": False}


def test_between_due_times_nothing_happens(world: JobWorld) -> None:
    world.later(minutes=14)

    assert world.tick(an_entry()) == Ticked(outcome=TickOutcome.NOTHING_DUE)


def test_two_schedulers_request_one_run_per_tick(world: JobWorld) -> None:
    other = world.another_process()
    outcomes: list[TickOutcome] = []
    for _ in range(3):
        world.later(minutes=15)
        outcomes += [process.tick(an_entry()).outcome for process in (world, other)]
        world.work_off()

    assert outcomes.count(TickOutcome.TAKEN) == 3
    assert len(world.runs()) == 1 + 3


def test_a_tick_that_another_takes_in_between_is_taken_once(world: JobWorld) -> None:
    world.later(minutes=15)
    book = world.books.schedule_book
    tick = attrs.evolve(world.tick, schedule_book=Beaten(book.store))

    ticked = tick(an_entry())

    assert ticked == Ticked(outcome=TickOutcome.TAKEN_ELSEWHERE, due=NOON + 15 * MINUTE)
    assert len(world.runs()) == 1


def test_late_ticks_are_coalesced_and_logged(world: JobWorld) -> None:
    world.later(hours=1, minutes=5)
    ticked = world.tick(an_entry())

    assert (ticked.outcome, ticked.coalesced) == (TickOutcome.TAKEN, 3)
    assert ticked.due == NOON + 60 * MINUTE
    assert world.said(world.run(ticked.run_id)) == ["late due times were coalesced into one run"]
    assert world.tick(an_entry()).outcome is TickOutcome.NOTHING_DUE


@given(
    every=st.integers(1, 90),
    pauses=st.lists(st.integers(0, 1000), max_size=8),
)
def test_every_due_time_is_taken_or_coalesced_exactly_once(every: int, pauses: list[int]) -> None:
    entry = an_entry(trigger=Interval(every * MINUTE))
    world = JobWorld()
    world.books.schedule_book.seed([entry])
    world.books.schedule_book.take_tick(SHOP, JOB, "full", NOON)

    seen = 0
    for minutes in pauses:
        world.later(minutes=minutes)
        ticked = world.tick(entry)
        seen += ticked.coalesced + (ticked.due is not None)
        world.work_off()

    def number(moment: datetime) -> int:
        return (moment - datetime(1970, 1, 1, tzinfo=NOON.tzinfo)) // (every * MINUTE)

    assert seen == number(world.clock.now()) - number(NOON)


def test_a_run_still_under_way_stands_for_the_next_tick(world: JobWorld) -> None:
    ticked: list[Ticked] = []

    def slow(context: RunContext) -> str:
        for _ in range(12):
            world.later(seconds=20)
            context.checkpoint()
        ticked.append(world.tick(an_entry()))
        return ""

    world.catalogue.does = slow
    world.later(minutes=14)
    run = world.ask()
    world.perform(run)

    assert [(one.outcome, one.run_id) for one in ticked] == [(TickOutcome.BUSY, run.id)]
    assert "due again while this run is under way" in world.said(run)


def test_a_queued_run_with_the_same_choices_stands_for_the_tick(world: JobWorld) -> None:
    queued = world.ask(mode="full")
    world.later(minutes=15)
    ticked = world.tick(an_entry())

    assert (ticked.outcome, ticked.run_id) == (TickOutcome.BUSY, queued.id)
    assert world.said(queued) == ["due again while this run is under way"]


def test_other_choices_are_queued_behind(world: JobWorld) -> None:
    """
    The night's full run must not fall away because a quick one is under way.
    """
    quick = world.ask(mode="quick")
    world.later(minutes=15)
    ticked = world.tick(an_entry())
    world.work_off()

    assert ticked.outcome is TickOutcome.TAKEN
    assert world.catalogue.worked[-2:] == [quick.id, ticked.run_id]


@pytest.mark.parametrize(
    "paused",
    [
        pytest.param({"paused": True}, id="for good"),
        pytest.param({"paused_until": NOON + timedelta(hours=1)}, id="until one"),
    ],
)
def test_a_paused_entry_uses_its_due_times_up(world: JobWorld, paused: dict[str, Any]) -> None:
    """
    The pause is read from the book, whatever the caller still believes.
    """
    world.books.schedule_book.put(an_entry(**paused), by="ada", at=NOON)
    world.later(minutes=40)
    ticked = world.tick(an_entry())
    world.books.schedule_book.put(an_entry(), by="ada", at=world.clock.now())

    assert (ticked.outcome, ticked.coalesced) == (TickOutcome.PAUSED, 1)
    assert world.tick(an_entry()).outcome is TickOutcome.NOTHING_DUE
    assert len(world.runs()) == 1


def test_a_pause_ends_by_itself(world: JobWorld) -> None:
    until = NOON + timedelta(minutes=20)
    world.books.schedule_book.put(an_entry(paused_until=until), by="ada", at=NOON)
    world.later(minutes=15)
    during = world.tick(an_entry())
    world.later(minutes=15)

    assert during.outcome is TickOutcome.PAUSED
    assert world.tick(an_entry()).outcome is TickOutcome.TAKEN


def test_an_entry_that_is_gone_is_not_due(world: JobWorld) -> None:
    world.later(minutes=15)

    assert world.tick(an_entry("forgotten")).outcome is TickOutcome.NOTHING_DUE


def test_the_first_tick_does_not_make_up_for_the_past() -> None:
    world = JobWorld()
    world.later(minutes=7)
    world.books.schedule_book.seed([an_entry()])

    assert world.tick(an_entry()).outcome is TickOutcome.NOTHING_DUE
    world.later(minutes=8)
    assert world.tick(an_entry()).outcome is TickOutcome.TAKEN
