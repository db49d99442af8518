"""Runs exclude each other, stop where they must, and are recorded as they ended."""

from datetime import timedelta

import attrs
import pytest
from tests.unit.workflows.faults import (
    BusyErpOrders,
    DyingHandover,
    KilledError,
    MovingFeed,
    WatchedRunBook,
    dies,
)
from tests.unit.workflows.world import NOON, NORTH, ORDERS_JOB, ShopWorld

from job_core.ports.run_log import LogFilter
from job_core.run import RunState
from job_core.watch import Watch
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Level, RunContext
from temu_core.ledger import LedgerState
from temu_core.order import Payment


@attrs.define
class ImpatientWatch(Watch):
    """
    Wants the run to end as soon as it logged something.
    """

    tired: bool = False

    def line(self, line: object) -> None:
        self.tired = True

    def is_cancelled(self) -> bool:
        return self.tired


def last_run(world: ShopWorld) -> RunState:
    """
    Return how far the newest run of the order sync is.
    """
    return world.books.run_book.recent(NORTH, job=ORDERS_JOB)[0].state


def texts(world: ShopWorld, run_id: str | None) -> list[str]:
    """
    Return what a run logged.
    """
    wanted = LogFilter(run_id=run_id or "")
    return [stored.line.text for stored in world.books.run_log.after(0, wanted)]


def test_a_run_is_refused_while_another_works_and_told_which(world: ShopWorld) -> None:
    refused: list[RejectedError] = []

    def meanwhile(run: RunContext) -> str:
        with pytest.raises(RejectedError) as caught:
            world.sync_orders()
        refused.append(caught.value)
        return run.run_id

    first = world.run(ORDERS_JOB, meanwhile)

    assert refused[0].code == "already_running"
    assert str(first.result) in refused[0].text


def test_the_two_syncs_do_not_exclude_each_other(world: ShopWorld) -> None:
    world.offer(stock=3)

    world.run(ORDERS_JOB, lambda run: world.sync_inventory())

    assert world.for_sale() == 100


def test_lines_of_two_runs_at_once_are_kept_apart(world: ShopWorld) -> None:
    """
    Defect 18 of the original: parallel jobs shared one log.
    """
    world.sell(payment=Payment.CASH_ON_DELIVERY)

    def both(run: RunContext) -> str:
        run.note(Level.INFO, "before")
        inner = world.sync_inventory()
        run.note(Level.INFO, "after")
        return inner.run.id

    outer = world.run(ORDERS_JOB, both)

    assert texts(world, outer.run.id) == ["before", "after"]
    assert texts(world, outer.result) == ["the buyer pays cash on delivery"]


def test_a_run_whose_lease_was_taken_over_writes_nothing_more(world: ShopWorld) -> None:
    """
    It wakes up after its successor has delivered and the ERP has booked.
    """
    number = world.sell()
    successors: list[RunState] = []

    def sleep_before_delivering() -> None:
        if world.record(number).state is LedgerState.EXPORTING and not successors:
            world.later(minutes=3)
            successors.append(RunState.RUNNING)
            successors[0] = world.sync_orders().run.state
            world.erp.book_waiting()

    world.fake(erp_orders=BusyErpOrders(world.erp, sleep_before_delivering))
    executed = world.sync_orders()

    assert successors == [RunState.SUCCESS]
    assert executed.run.state is RunState.ABANDONED
    assert world.erp.inbox == {}
    assert world.booked() == [number]


def test_a_run_out_of_time_keeps_what_it_stored_and_the_next_goes_on(world: ShopWorld) -> None:
    for index in range(250):
        world.sell(f"PO-{index:03}", updated_at=NOON - timedelta(seconds=index))

    def dawdle(page: int) -> None:
        if page == 2:
            world.later(minutes=6)

    world.fake(order_feed=MovingFeed(world.marketplace, dawdle))
    executed = world.sync_orders()
    assert (executed.run.state, executed.run.error_code) == (RunState.PARTIAL, "deadline")
    stored = sum(world.books.order_book.counts(NORTH).values())
    assert stored == 100
    world.fake()

    assert world.sync_orders().run.state is RunState.SUCCESS
    assert len(world.erp.inbox) == 250


def test_a_cancelled_run_ends_before_its_next_write(world: ShopWorld) -> None:
    world.sell("PO-1", payment=Payment.CASH_ON_DELIVERY)
    world.sell("PO-2")
    world.watch = ImpatientWatch()

    executed = world.sync_orders()

    assert executed.run.state is RunState.CANCELLED
    assert world.erp.inbox == {}


def test_a_run_that_could_not_work_is_recorded_as_failed_with_its_reason(
    world: ShopWorld,
) -> None:
    """
    Defect 15 of the original: a failed workflow was recorded as a success.
    """
    world.marketplace.moods.wrong_setting = "access_token"

    executed = world.sync_orders()

    recorded = world.books.run_book.get(executed.run.id)
    assert recorded == executed.run
    assert recorded.state is RunState.FAILED
    assert "access_token" in recorded.error
    assert recorded.finished_at == world.clock.now()


def test_the_log_is_stored_before_the_run_counts_as_finished(world: ShopWorld) -> None:
    world.sell(payment=Payment.CASH_ON_DELIVERY)
    lines_at: dict[RunState, int] = {}
    world.fake(run_book=WatchedRunBook(world.books.store, lines_at))

    world.sync_orders()

    assert lines_at[RunState.RUNNING] == 0
    assert lines_at[RunState.SUCCESS] >= 1


def test_a_run_says_what_each_step_did(world: ShopWorld) -> None:
    world.sell("PO-1")
    world.sell("PO-2", payment=Payment.CASH_ON_DELIVERY)

    executed = world.sync_orders()

    counts = {step.number: dict(step.counts) for step in executed.run.steps}
    assert counts[1]["listed"] == 2
    assert counts[2] == {"new": 2, "ready": 1, "held": 1}
    assert counts[3] == {"exported": 1, "handed_over": 1}


def test_a_finished_run_gives_its_lease_back_at_once(world: ShopWorld) -> None:
    world.sync_orders()

    assert world.sync_orders().run.state is RunState.SUCCESS


def test_a_run_that_died_in_an_outside_write_is_followed_only_when_that_is_over(
    world: ShopWorld,
) -> None:
    """
    The call may still arrive until its time-out, plus what two clocks may differ.
    """
    number = world.sell()
    world.fake(order_handover=DyingHandover(world.erp, False))
    assert dies(world.sync_orders)
    world.fake()
    assert last_run(world) is RunState.RUNNING

    world.later(seconds=89)
    with pytest.raises(RejectedError):
        world.sync_orders()
    world.later(seconds=1)

    assert world.sync_orders().run.state is RunState.SUCCESS
    assert world.state(number) is LedgerState.EXPORTING


def test_a_run_that_died_is_recorded_as_abandoned_by_the_next(world: ShopWorld) -> None:
    def broken(run: RunContext) -> None:
        raise KilledError

    with pytest.raises(KilledError):
        world.run(ORDERS_JOB, broken)
    dead = world.books.run_book.recent(NORTH)[0]
    assert dead.state is RunState.RUNNING

    world.later(minutes=15)
    successor = world.sync_orders().run

    recorded = world.books.run_book.get(dead.id)
    assert recorded is not None
    assert recorded.state is RunState.ABANDONED
    assert recorded.finished_at == world.clock.now()
    assert "what it stored is kept" in recorded.error
    assert successor.state is RunState.SUCCESS
