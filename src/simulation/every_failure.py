"""Failing the first, the second, the third call of a job, until it makes no further one."""

import enum
from collections.abc import Iterator
from datetime import timedelta

import attrs

from simulation.day import Day, Ending
from simulation.faults import Fault, Struck
from simulation.ports import OpenConnector
from simulation.script import Step
from simulation.small import open_small, pack, small_script
from simulation.snapshot import Snapshot

#: What follows each failure until everything has settled.
_ROUNDS = tuple(timedelta(minutes=minutes) for minutes in (2, 16, 16, 121, 2))


class Moment(enum.Enum):
    """
    A moment of the small shop's day, and the job that runs then.
    """

    FIRST_STOCK = "inventory sync, the first"
    FIRST_ORDERS = "orders sync, the first"
    PARCELS = "parcels alone, when some have left"
    ORDERS = "orders sync, when everything has something to do"
    QUICK = "quick inventory sync, after orders came in"


_JOBS = {
    Moment.FIRST_STOCK: Step.STOCK,
    Moment.FIRST_ORDERS: Step.ORDERS,
    Moment.PARCELS: Step.TRACKING,
    Moment.ORDERS: Step.ORDERS,
    Moment.QUICK: Step.QUICK,
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
        ending = day.end(lambda: day.sync(_JOBS[moment]), _ROUNDS)
        yield Tried(call=call, ending=ending)
        if call not in ending.faults:
            return
        before.restore()
        call += 1


def _come_to(day: Day, moment: Moment) -> None:
    if moment is Moment.FIRST_STOCK:
        return
    day.sync(Step.STOCK)
    if moment is Moment.FIRST_ORDERS:
        return
    day.sync(Step.ORDERS)
    day.world.jtl_works(minutes=5)
    day.world.clock.pass_(timedelta(minutes=40))
    day.sync(Step.ORDERS)
    pack(day)
    day.world.jtl_works(minutes=5)
    day.world.clock.pass_(timedelta(minutes=150))
