"""A simulator that finds no planted defect proves nothing."""

from collections.abc import Callable

import pytest
from tests.simulation.mutants.all import MUTATIONS
from tests.simulation.mutants.mutation import Mutation, replacing
from tests.simulation.mutants.watermark import NoOverlap, StrictWindow

from simulation.day import Day
from simulation.ending import Ending
from simulation.every_failure import Moment, every_failure
from simulation.faults import Fault
from simulation.ports import OpenConnector
from simulation.script import draw

# Several hundred days in one test: more time than a unit test has, on a busy machine.
pytestmark = pytest.mark.timeout(600)

#: A defect is found within so many days, or by one of these at every call of these jobs.
WITHIN = 120
AT_MOMENTS = (Moment.FIRST_ORDERS, Moment.FIRST_STOCK)
AT_EVERY_CALL = (Fault.FROZEN, Fault.LOST_CONNECTION)


def broken_day(
    open_connector: OpenConnector, promise: str, *, faults: bool = True
) -> Ending | None:
    """
    Return how the first day ends that breaks *promise*; None when none does.

    A defect may show first by what follows from it: what was never listed was never cancelled.
    """
    for seed in range(WITHIN):
        script = draw(seed)
        played = script if faults else script.with_faults({})
        ending = Day(played, open_connector).play()
        if ending.promise == promise:
            return ending
    return None


def caught(mutation: Mutation) -> Ending | None:
    """
    Return how its promise breaks under a mutation, on many days or by failing every call.
    """
    ending = broken_day(mutation.open, mutation.promise)
    if ending is not None:
        return ending
    tries = (
        tried
        for moment in AT_MOMENTS
        for fault in AT_EVERY_CALL
        for tried in every_failure(moment, fault, mutation.open)
    )
    return next((t.ending for t in tries if t.ending.promise == mutation.promise), None)


def test_every_planted_defect_is_caught_by_the_promise_it_breaks(
    record_property: Callable[[str, object], None],
) -> None:
    endings = {mutation.name: caught(mutation) for mutation in MUTATIONS}
    found = {name: ending.promise for name, ending in endings.items() if ending is not None}

    record_property("planted defects", f"{len(found)} of {len(MUTATIONS)} caught")
    assert found == {mutation.name: mutation.promise for mutation in MUTATIONS}
    assert len(MUTATIONS) >= 10


def test_a_strict_window_loses_orders_without_any_fault() -> None:
    """
    The overlap alone would hide it, so that mutation removes both; this shows which one did it.
    """
    strict = broken_day(replacing("walk_orders", StrictWindow), "I7", faults=False)
    inclusive = broken_day(replacing("walk_orders", NoOverlap), "I7", faults=False)

    assert strict is not None
    assert inclusive is None
