"""The clockwork between APScheduler and the use cases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from tests.unit.workflows.world import NOON, NORTH, ShopWorld

from adapters.calendar.zoned_calendar import ZonedCalendar
from adapters.clock import FixedClock
from adapters.memory.run_queue import MemoryRunQueue
from entrypoints.container.job_use_cases import JobUseCases
from entrypoints.container.memory_adapters import MemoryAdapters
from entrypoints.jobs import ShopJobs, default_schedules
from entrypoints.scheduler.calendar_trigger import CalendarTrigger
from entrypoints.scheduler.timekeeper import Timekeeper
from job_core.run import Run
from job_core.schedule import Cron, Interval, ScheduleEntry
from shared_kernel.run_context import RunContext
from temu_core.use_cases.sync_orders import SyncResult

ENTRY = next(e for e in default_schedules([NORTH], "UTC") if e.name == "full")


def never(run: Run, context: RunContext) -> SyncResult:
    raise AssertionError("a scheduler does no work")


@attrs.define
class Tower:
    """
    A timekeeper over books in memory.
    """

    world: ShopWorld
    keeper: Timekeeper
    complaints: list[str]

    def runs(self) -> list[Run]:
        return list(self.world.books.run_book.recent(NORTH))


def a_tower(world: ShopWorld) -> Tower:
    complaints: list[str] = []
    adapters = MemoryAdapters(
        clock=world.clock, books=world.books, marketplace=world.marketplace, erp=world.erp
    )
    use_cases = JobUseCases(
        adapters=adapters, catalogue=ShopJobs(works={NORTH: never}), queue=MemoryRunQueue()
    )
    keeper = Timekeeper(
        use_cases=use_cases,
        schedule_book=world.books.schedule_book,
        clock=world.clock,
        complain=complaints.append,
        reread_s=3600,
    )
    return Tower(world, keeper, complaints)


@pytest.fixture
def tower() -> Iterator[Tower]:
    """
    A timekeeper whose shop was last due at eleven; it is noon.
    """
    world = ShopWorld.open()
    book = world.books.schedule_book
    book.seed([ENTRY])
    book.take_tick(ENTRY.shop, ENTRY.job, ENTRY.name, NOON - timedelta(hours=1))
    tower = a_tower(world)
    yield tower
    tower.keeper.stop()


def test_what_became_due_while_nobody_kept_time_is_one_run(tower: Tower) -> None:
    tower.keeper.start()

    [run] = tower.runs()
    assert run.requested_by == "scheduler:full"
    assert tower.complaints == []


def test_a_second_scheduler_requests_nothing_again(tower: Tower) -> None:
    other = a_tower(tower.world)
    tower.keeper.start()
    other.keeper.start()
    other.keeper.stop()

    assert len(tower.runs()) == 1


def test_a_changed_entry_acts_without_a_restart(tower: Tower) -> None:
    tower.keeper.start()
    changed = attrs.evolve(ENTRY, name="new", trigger=Cron("0 12 * * *"))
    tower.world.books.schedule_book.put(changed, by="ada", at=NOON)
    before = len(tower.runs())
    tower.keeper.reread()
    paused = attrs.evolve(ENTRY, name="paused", trigger=Interval(timedelta(hours=1)), paused=True)
    tower.world.books.schedule_book.put(paused, by="ada", at=NOON)
    tower.keeper.reread()

    ticks = tower.world.books.schedule_book.last_tick
    assert before == 1
    assert ticks(ENTRY.shop, ENTRY.job, "new") == NOON
    assert ticks(ENTRY.shop, ENTRY.job, "paused") == NOON
    assert len(tower.runs()) == 1, "one run is under way, the other entry is paused"


def test_a_wrong_entry_stops_no_other(tower: Tower) -> None:
    wrong = attrs.evolve(ENTRY, name="a wrong one", trigger=Cron("61 * * * *"))
    tower.world.books.schedule_book.put(wrong, by="ada", at=NOON)
    tower.keeper.start()

    assert len(tower.runs()) == 1
    assert any("a wrong one" in text for text in tower.complaints)


def test_a_database_that_is_away_is_waited_for(tower: Tower) -> None:
    tower.world.books.store.down = True
    tower.keeper.start()
    tower.world.books.store.down = False
    tower.keeper.reread()

    assert len(tower.runs()) == 1
    assert tower.complaints != []


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=3, minutes=4), timedelta(days=-9)])
def test_the_machines_time_is_named_for_our_clocks_due_time(ahead: timedelta) -> None:
    """
    A demonstration's clock is not the machine's.
    """
    machine = datetime(2026, 3, 2, 12, 7, tzinfo=UTC)
    entry: ScheduleEntry = attrs.evolve(ENTRY, trigger=Interval(timedelta(minutes=15)))
    clock = FixedClock(machine + ahead)

    fires = CalendarTrigger(ZonedCalendar(), clock, entry).get_next_fire_time(None, machine)

    assert fires is not None
    ours = fires + ahead
    due = ours.replace(microsecond=0)
    assert (due.minute % 15, due.second) == (0, 0)
    assert timedelta(0) < ours - due < timedelta(milliseconds=50)
    assert timedelta(0) < fires - machine <= timedelta(minutes=15, seconds=1)


def test_an_entry_that_is_never_due_never_fires() -> None:
    entry = attrs.evolve(ENTRY, trigger=Cron("0 0 31 2 *"))

    trigger = CalendarTrigger(ZonedCalendar(), FixedClock(NOON), entry)

    assert trigger.get_next_fire_time(None, NOON) is None
