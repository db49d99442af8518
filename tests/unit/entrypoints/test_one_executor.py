"""Whoever asks for work, its record is the same."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import cast

import attrs
import pytest
from tests.unit.workflows.world import NOON, NORTH, ShopWorld

from adapters.clock import FixedClock
from adapters.in_process.inline_run_queue import InlineRunQueue
from adapters.in_process.thread_run_queue import ThreadRunQueue
from entrypoints.container.job_use_cases import JobUseCases
from entrypoints.container.memory_adapters import MemoryAdapters
from entrypoints.foreground import Foreground
from entrypoints.jobs import ORDERS_JOB, ShopJobs, default_schedules, order_request
from job_core.ports.run_queue import RunQueue
from job_core.ports.run_workers import RunWorkers
from job_core.run import Run, RunState
from job_core.schedule import ScheduleEntry
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext
from temu_core.use_cases.sync_orders import SyncResult

CHOSEN = {"mode": "full"}


@attrs.define
class Office:
    """
    A shop with two orders, and the use cases that run its jobs.
    """

    queue: RunQueue
    world: ShopWorld = attrs.field(factory=ShopWorld.open)
    results: dict[str, SyncResult] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.world.sell("PO-1")
        self.world.sell("PO-2")

    def work(self, run: Run, context: RunContext) -> SyncResult:
        result: SyncResult = self.world.use_cases.sync_orders()(
            context, order_request(run.parameters)
        )
        return result

    @property
    def jobs(self) -> JobUseCases:
        world = self.world
        return JobUseCases(
            adapters=MemoryAdapters(
                clock=world.clock, books=world.books, marketplace=world.marketplace, erp=world.erp
            ),
            catalogue=ShopJobs(
                works={NORTH: self.work},
                told=lambda run, result: self.results.update({run.id: result}),
            ),
            queue=self.queue,
        )

    def foreground(self) -> Foreground:
        assert isinstance(self.queue, InlineRunQueue)
        return Foreground(
            use_cases=self.jobs,
            queue=self.queue,
            leases=self.world.books.leases,
            run_book=self.world.books.run_book,
            clock=self.world.clock,
            results=self.results,
        )

    def done_by_workers(self, ask: Callable[[], object]) -> Run:
        """
        Ask for a run and let the queue's worker do it.
        """
        workers = cast(RunWorkers, self.queue)
        done, perform = threading.Event(), self.jobs.perform_run()

        def do(run_id: str) -> None:
            perform(run_id)
            done.set()

        ask()
        workers.start(do)
        assert done.wait(10)
        assert workers.stop(10)
        [run] = self.world.books.run_book.recent(NORTH)
        return run


def by_command() -> Run:
    return Office(InlineRunQueue()).foreground()(NORTH, ORDERS_JOB, CHOSEN, by="cli:ada").run


def by_queue() -> Run:
    office = Office(threads())
    request = office.jobs.request_run()
    return office.done_by_workers(lambda: request(NORTH, ORDERS_JOB, CHOSEN, by="rest:ada"))


def by_schedule() -> Run:
    office = Office(threads())
    entry = full_sync()
    office.world.books.schedule_book.seed([entry])
    tick = office.jobs.tick()
    return office.done_by_workers(lambda: tick(entry))


def by_hand_over() -> Run:
    """
    A process asks and dies; another finds the run.
    """
    dead = Office(InlineRunQueue())
    dead.jobs.request_run()(NORTH, ORDERS_JOB, CHOSEN, by="rest:ada")
    heir = Office(threads(), world=ShopWorld.open(books=dead.world.books))
    recover = attrs.evolve(heir.jobs.recover_runs(), patience=timedelta(0))
    return heir.done_by_workers(recover)


def threads() -> ThreadRunQueue:
    def fail(run_id: str, text: str) -> None:
        raise AssertionError(text)

    return ThreadRunQueue(clock=FixedClock(NOON), threads=1, complain=fail)


def full_sync() -> ScheduleEntry:
    return next(e for e in default_schedules([NORTH], "UTC") if e.parameters["mode"] == "full")


def plain(run: Run) -> Run:
    """
    Return a run without its name and who asked.
    """
    return attrs.evolve(run, id="", requested_by="", parameters=dict(run.parameters))


@pytest.mark.parametrize("way", [by_queue, by_schedule, by_hand_over])
def test_the_record_is_the_same_whoever_asks(way: Callable[[], Run]) -> None:
    run, reference = way(), by_command()

    assert run.state is RunState.SUCCESS
    assert plain(run) == plain(reference)
    assert sum(step.counts.get("new", 0) for step in run.steps) == 2


def test_a_command_refuses_while_another_process_works() -> None:
    office = Office(InlineRunQueue())
    office.world.books.leases.acquire(
        NORTH, ORDERS_JOB, holder="run 1", now=NOON, span=timedelta(minutes=1)
    )

    with pytest.raises(RejectedError, match="run 1"):
        office.foreground()(NORTH, ORDERS_JOB, CHOSEN, by="cli:ada")

    assert office.world.books.run_book.recent(NORTH) == []
