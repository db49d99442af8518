"""Failing the first, the second, the third call of a job, until it makes no further one."""

import enum
from collections.abc import Iterator
from datetime import timedelta

import attrs

from simulation.day import Day
from simulation.dice import Dice
from simulation.ending import Ending
from simulation.faults import Fault, Struck
from simulation.ports import OpenConnector
from simulation.script import Step
from simulation.small import open_small, pack, small_script
from simulation.snapshot import Snapshot
from temu_core.rules.backfill import Backfill
from temu_core.use_cases.sync_orders import OrderSyncRequest

#: What follows each failure until everything has settled.
_ROUNDS = tuple(timedelta(minutes=minutes) for minutes in (2, 16, 16, 121, 2))


class Moment(enum.Enum):
    """
    A moment of the small shop's day, and the job that runs then.
    """

    FIRST_STOCK = "inventory sync, the first"
    FIRST_ORDERS = "orders sync, the first"
    BACKFILL = "backfill by numbers, before anything is known"
    PARCELS = "parcels alone, when some have left"
    ORDERS = "orders sync, when everything has something to do"
    QUICK = "quick inventory sync, after orders came in"
    RECONCILIATION = "reconciliation, after orders came in"
    CHANGED_ERP = "quick inventory sync, when the ERP has changed, and a person who accepts it"


_FIRST = (Moment.FIRST_ORDERS, Moment.BACKFILL)
_STEPS = {
    Moment.FIRST_STOCK: Step.STOCK,
    Moment.FIRST_ORDERS: Step.ORDERS,
    Moment.PARCELS: Step.TRACKING,
    Moment.ORDERS: Step.ORDERS,
    Moment.QUICK: Step.QUICK,
    Moment.RECONCILIATION: Step.RECONCILIATION,
}


@attrs.frozen(kw_only=True)
class Tried:
    """
    One failure at one call, and how the day ended after it.
    """

    call: int
    ending: Ending


def every_failure(moment: Moment, fault: Fault, open_connector: OpenConnector) -> Iterator[Tried]:
    """
    Yield how the day ends when *fault* strikes call 0, 1, 2, … of the job at *moment*.

    Ends with the first number the job no longer reaches.
    """
    day = Day(small_script(), open_connector)
    open_small(day)
    _come_to(day, moment)
    before = Snapshot.of(day)
    call = 0
    while True:
        day.board.faults = {call: Struck(fault, call)}
        day.board.calls = 0
        ending = day.end(lambda: _do(day, moment), _ROUNDS)
        yield Tried(call=call, ending=ending)
        if call not in ending.faults:
            return
        before.restore()
        call += 1


def _come_to(day: Day, moment: Moment) -> None:
    if moment is Moment.FIRST_STOCK:
        return
    day.jobs.do(Step.STOCK, Dice(0))
    if moment in _FIRST:
        return
    day.jobs.do(Step.ORDERS, Dice(0))
    day.world.jtl_works(minutes=5)
    day.world.clock.pass_(timedelta(minutes=40))
    day.jobs.do(Step.ORDERS, Dice(0))
    pack(day)
    day.world.jtl_works(minutes=5)
    day.world.clock.pass_(timedelta(minutes=150))


def _do(day: Day, moment: Moment) -> None:
    if moment in _STEPS:
        day.jobs.do(_STEPS[moment], Dice(0))
    elif moment is Moment.BACKFILL:
        day.jobs.sync_orders(
            OrderSyncRequest(backfill=Backfill(numbers=tuple(sorted(day.world.marketplace.orders))))
        )
    else:
        day.updates.widen_the_inbox()
        day.jobs.do(Step.QUICK, Dice(0))
        day.people.tidy_up()
