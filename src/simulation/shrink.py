"""Making a failing day smaller, so that a person can read what mattered."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import attrs

from simulation.day import Day
from simulation.ending import Ending
from simulation.ports import OpenConnector
from simulation.script import Script

T = TypeVar("T")

#: A day is played so often at most while it is made smaller.
_MOST_PLAYS = 400


@attrs.define
class _Budget:
    plays: int = _MOST_PLAYS


def shrink(script: Script, ending: Ending, open_connector: OpenConnector) -> tuple[Script, Ending]:
    """
    Return the smallest day found that breaks the same promise, and how it ends.

    First faults are left out, then events, then steps; each as many at a time
    as the promise stays broken without.
    """
    budget = _Budget()
    smallest, how = script.with_faults(ending.faults), ending

    def attempt(smaller: Script) -> bool:
        nonlocal smallest, how
        if budget.plays <= 0:
            return False
        budget.plays -= 1
        played = Day(smaller, open_connector).play()
        if played.promise != ending.promise:
            return False
        smallest, how = smaller, played
        return True

    if not attempt(smallest):
        # The faults as they struck do not lead there again: show the day as it was.
        return script, ending
    _without(sorted(how.faults.items()), lambda kept: attempt(smallest.with_faults(dict(kept))))
    _without(
        sorted(smallest.events.items()), lambda kept: attempt(smallest.with_events(dict(kept)))
    )
    _without(smallest.steps, lambda kept: attempt(attrs.evolve(smallest, steps=tuple(kept))))
    _without(sorted(how.faults.items()), lambda kept: attempt(smallest.with_faults(dict(kept))))
    return smallest, how


def _in_order(planned: Mapping[int, T]) -> Sequence[tuple[int, T]]:
    return [(place, planned[place]) for place in sorted(planned)]


def _without(items: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> Sequence[T]:
    """
    Return fewer of *items* with which *fails* still says True (delta debugging).
    """
    kept = list(items)
    if kept and fails([]):
        return []
    size = max(1, len(kept) // 2)
    while kept:
        place = 0
        removed = False
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if len(fewer) < len(kept) and fails(fewer):
                kept, removed = fewer, True
            else:
                place += size
        if size == 1 and not removed:
            break
        size = max(1, size // 2)
    return kept
