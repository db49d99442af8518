"""Pausing, resuming and rescheduling."""

from datetime import timedelta

import pytest
from tests.unit.job_core.world import JOB, MINUTE, NOON, SHOP, JobWorld, an_entry

from adapters.calendar.zoned_calendar import ZonedCalendar
from job_core.schedule import Cron, Interval, ScheduleEntry, Trigger
from job_core.use_cases.pause_job import PauseJob
from job_core.use_cases.reschedule import Reschedule
from job_core.use_cases.resume_job import ResumeJob
from job_core.use_cases.tick import TickOutcome
from shared_kernel.errors import RejectedError


@pytest.fixture
def world() -> JobWorld:
    """
    A process with two entries of one job.
    """
    world = JobWorld()
    world.books.schedule_book.seed([an_entry(), an_entry("night", trigger=Cron("0 3 * * *"))])
    return world


def entries(world: JobWorld) -> dict[str, ScheduleEntry]:
    return {entry.name: entry for entry in world.books.schedule_book.entries(SHOP)}


def pausing(world: JobWorld) -> PauseJob:
    return PauseJob(
        schedule_book=world.books.schedule_book, catalogue=world.catalogue, clock=world.clock
    )


def resuming(world: JobWorld) -> ResumeJob:
    return ResumeJob(
        schedule_book=world.books.schedule_book, catalogue=world.catalogue, clock=world.clock
    )


def rescheduling(world: JobWorld) -> Reschedule:
    return Reschedule(
        schedule_book=world.books.schedule_book,
        calendar=ZonedCalendar(),
        catalogue=world.catalogue,
        clock=world.clock,
    )


def test_a_dry_run_tells_the_times_and_changes_nothing(world: JobWorld) -> None:
    before = entries(world)

    told = rescheduling(world)(SHOP, JOB, "night", Cron("0 4 * * *"), by="ada", dry_run=True)

    assert told.entry.trigger == Cron("0 4 * * *")
    assert len(told.next_times) == 5
    assert entries(world) == before
    assert world.books.schedule_book.last_tick(SHOP, JOB, "night") is None


def test_a_job_is_paused_whole_or_by_entry(world: JobWorld) -> None:
    pausing(world)(SHOP, JOB, by="ada", name="night")
    one = {name: entry.paused for name, entry in entries(world).items()}
    pausing(world)(SHOP, JOB, by="ada")

    assert one == {"full": False, "night": True}
    assert all(entry.paused for entry in entries(world).values())


def test_what_was_seeded_again_stays_paused(world: JobWorld) -> None:
    """
    Pausing survives a restart.
    """
    pausing(world)(SHOP, JOB, by="ada", until=NOON + MINUTE)
    world.books.schedule_book.seed([an_entry()])

    assert entries(world)["full"].paused_until == NOON + MINUTE


def test_resuming_ends_both_kinds_of_pause(world: JobWorld) -> None:
    pausing(world)(SHOP, JOB, by="ada", name="full")
    pausing(world)(SHOP, JOB, by="ada", name="night", until=NOON + MINUTE)

    resuming(world)(SHOP, JOB, by="ada")

    assert entries(world) == {
        "full": an_entry(),
        "night": an_entry("night", trigger=Cron("0 3 * * *")),
    }


def test_a_pause_into_the_past_is_refused(world: JobWorld) -> None:
    with pytest.raises(RejectedError) as refused:
        pausing(world)(SHOP, JOB, by="ada", until=NOON)

    assert (refused.value.code, refused.value.field) == ("wrong_parameter", "until")


def test_a_new_trigger_is_shown_with_its_next_five_times(world: JobWorld) -> None:
    changed = rescheduling(world)(SHOP, JOB, "full", Interval(20 * MINUTE), by="ada")

    assert changed.entry == entries(world)["full"]
    assert changed.next_times == [NOON + n * 20 * MINUTE for n in range(1, 6)]


def test_a_new_trigger_does_not_make_up_for_the_past(world: JobWorld) -> None:
    world.tick(an_entry())
    world.work_off()
    world.later(minutes=14)
    rescheduling(world)(SHOP, JOB, "full", Interval(MINUTE), by="ada")

    at_once = world.tick(an_entry())
    world.later(minutes=1)
    then = world.tick(an_entry())

    assert at_once.outcome is TickOutcome.NOTHING_DUE
    assert (then.outcome, then.coalesced) == (TickOutcome.TAKEN, 0)


@pytest.mark.parametrize(
    ("trigger", "zone", "field"),
    [
        (Interval(timedelta(seconds=59)), "", "every"),
        (Cron("61 * * * *"), "", "cron"),
        (Cron("0 3 * *"), "", "cron"),
        (Cron("0 3 * * *"), "Europe/Atlantis", "zone"),
    ],
)
def test_a_bad_schedule_changes_nothing(
    world: JobWorld, trigger: Trigger, zone: str, field: str
) -> None:
    before = entries(world)

    with pytest.raises(RejectedError) as refused:
        rescheduling(world)(SHOP, JOB, "full", trigger, by="ada", zone=zone)

    assert (refused.value.code, refused.value.field) == ("bad_schedule", field)
    assert entries(world) == before


@pytest.mark.parametrize(
    ("shop", "job", "name", "code"),
    [
        ("west", JOB, "full", "unknown_shop"),
        (SHOP, "cleaning", "full", "unknown_job"),
        (SHOP, JOB, "hourly", "unknown_schedule"),
    ],
)
def test_only_known_entries_can_be_changed(
    world: JobWorld, shop: str, job: str, name: str, code: str
) -> None:
    with pytest.raises(RejectedError) as paused:
        pausing(world)(shop, job, by="ada", name=name)
    with pytest.raises(RejectedError) as changed:
        rescheduling(world)(shop, job, name, Interval(20 * MINUTE), by="ada")

    assert paused.value.code == changed.value.code == code
