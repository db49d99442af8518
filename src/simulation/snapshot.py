"""A day held fast at a moment, to be gone on with many times."""

import copy
from collections.abc import Iterator
from typing import Any

import attrs

from simulation.day import Day

#: What is copied; all else in a world is a value that never changes.
_CONTAINERS = (dict, list, set)


@attrs.frozen
class Snapshot:
    """
    The state of everything a day changes: both worlds, our database, every book.

    The day itself is put back, nothing is built anew, so that verbs that were
    set for a later moment still mean the same world.
    """

    _kept: tuple[tuple[object, str, Any], ...]

    @classmethod
    def of(cls, day: Day) -> "Snapshot":
        """
        Hold *day* fast as it is now.
        """
        return cls(
            tuple(
                (thing, name, _copied(value))
                for thing in _changing(day)
                for name, value in _fields(thing)
            )
        )

    def restore(self) -> None:
        """
        Put the day back to that moment.
        """
        for thing, name, value in self._kept:
            setattr(thing, name, _copied(value))


def _changing(day: Day) -> Iterator[object]:
    world = day.world
    yield from (world, world.clock, world.machine, world.marketplace, world.marketplace.moods)
    yield from (world.erp, world.erp.moods, world.store, world.books.payload_archive)
    yield from (
        day.witness,
        day.board,
        day.board.pages,
        *day.promises,
        day.buyers,
        day.warehouse,
        day.processes,
    )


def _fields(thing: object) -> Iterator[tuple[str, Any]]:
    kind = type(thing)
    names = [f.name for f in attrs.fields(kind)] if attrs.has(kind) else list(vars(thing))
    for name in names:
        yield name, getattr(thing, name)


def _copied(value: Any) -> Any:
    return copy.copy(value) if isinstance(value, _CONTAINERS) else value
