"""What many days come to, in numbers."""

from collections import Counter
from collections.abc import Mapping

import attrs

from simulation.ending import Ending
from simulation.faults import Fault


@attrs.define(kw_only=True)
class Figures:
    """
    Sums over days.
    """

    scenarios: int = 0
    calls: int = 0
    #: Runs, orders, deliveries, parcels told, stock updates.
    done: Counter[str] = attrs.field(factory=Counter)
    faults: Counter[Fault] = attrs.field(factory=Counter)
    #: Days by the promise they broke.
    broken: Counter[str] = attrs.field(factory=Counter)

    def add(self, ending: Ending) -> None:
        """
        Count one day.
        """
        self.scenarios += 1
        self.calls += ending.calls
        self.done.update(ending.figures)
        self.faults.update(struck.fault for struck in ending.faults.values())
        if not ending.kept:
            self.broken[ending.promise] += 1

    def merge(self, other: "Figures") -> None:
        """
        Count the days of another sum.
        """
        self.scenarios += other.scenarios
        self.calls += other.calls
        self.done += other.done
        self.faults += other.faults
        self.broken += other.broken

    def by_kind(self) -> Mapping[str, int]:
        """
        Return how often each fault struck, in a fixed order; those that never did are 0.
        """
        return {fault.value: self.faults[fault] for fault in Fault}

    def promises(self) -> Mapping[str, int]:
        """
        Return the days that broke what a merchant asks for first.
        """
        return {
            "orders shown and not stored": self.broken["I1"] + self.broken["I7"],
            "orders delivered twice": self.broken["I3"],
            "targets above the availability of the inputs read": self.broken["I6"],
            "tracking numbers without an end": self.broken["I5"],
            "any other promise broken": self.broken.total()
            - sum(self.broken[name] for name in ("I1", "I3", "I5", "I6", "I7")),
        }
